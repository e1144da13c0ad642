using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>The options of JsonSerializer that read in one mode.</summary>
internal sealed class Serializers
{
    private static readonly Serializers Strict = new(CoprJson.StrictOptions, ReadingMode.Strict);

    private static readonly Serializers Lenient = new(CoprJson.LenientOptions, ReadingMode.Lenient);

    private Serializers(JsonSerializerOptions package, ReadingMode mode)
    {
        Package = package;
        Indented = new JsonSerializerOptions(package) { WriteIndented = true };

        // A document is nested deeper in an application's type.
        Application = new JsonSerializerOptions { MaxDepth = 100 }.AddCoprContracts(mode);
    }

    /// <summary>The package's own.</summary>
    public JsonSerializerOptions Package { get; }

    /// <summary>The package's own, with another layout.</summary>
    public JsonSerializerOptions Indented { get; }

    /// <summary>An application's, to which it added the contract.</summary>
    public JsonSerializerOptions Application { get; }

    public static Serializers Of(ReadingMode mode) => mode == ReadingMode.Strict ? Strict : Lenient;
}
