using Copr.Contracts.Json;

namespace Copr.Contracts.Fuzzing;

/// <summary>A list of waiting builds, read as a whole, strictly and leniently.</summary>
internal static class ReadTarget
{
    public static void Run(byte[] document)
    {
        Outcome<WaitingBuilds> strict = Outcome.Checked<WaitingBuilds>(document, CoprJson.Strict);
        Outcome<WaitingBuilds> lenient = Outcome.Checked<WaitingBuilds>(document, CoprJson.Lenient);
        if (strict.IsRead)
        {
            Promise.Same(lenient, strict, "what a strict reader takes a lenient one takes, with the same result");
        }

        if (lenient.IsRead)
        {
            Promise.Holds(Outcome.Of<WaitingBuilds>(CoprJson.Write(lenient.Value!, CoprJson.Strict), CoprJson.Strict).IsRead, "what a lenient reader took is written as a strict one reads it");
        }
    }
}
