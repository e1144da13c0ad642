using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing;

/// <summary>The text of a list of waiting builds, checked strictly and leniently.</summary>
internal static class ValidateTarget
{
    public static void Run(byte[] document)
    {
        Run(document, CoprJson.Strict);
        Run(document, CoprJson.Lenient);
    }

    private static void Run(byte[] document, JsonSerializerOptions options)
    {
        ValidationReport report = ContractValidator.Validate(document, options);
        ValidationReport streamed = ContractValidator.ValidateAsync(new CutStream(document), options).GetAwaiter().GetResult();
        Report.Check(report, streamed, document);

        Outcome<WaitingBuilds> outcome = Outcome.Of<WaitingBuilds>(document, options);
        Promise.Same(report.Violations.Any(Outcome.IsOfReading), !outcome.IsRead, "a rule of reading is reported exactly where reading fails");
        if (outcome.IsRead)
        {
            Report.CheckAgainst(report, ContractValidator.Validate(outcome.Value!));
            Report.CheckAgainst(report, ContractValidator.Validate(Anew(outcome.Value!)));
        }
    }

    /// <summary>The same with lists of their own, which nothing is remembered of.</summary>
    private static WaitingBuilds Anew(WaitingBuilds list) => list with
    {
        Builds =
        [
            .. list.Builds.Select(static build => build with
            {
                Packages = Anew(build.Packages),
                Chroots = Anew(build.Chroots),
                Copr = build.Copr with { Chroots = Anew(build.Copr.Chroots), Repositories = Anew(build.Copr.Repositories) },
            }),
        ],
    };

    private static SpaceSeparatedList<T> Anew<T>(SpaceSeparatedList<T> list)
        where T : struct, IListItem<T> =>
        SpaceSeparatedList<T>.Parse(list.ToString());
}
