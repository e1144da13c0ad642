using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>Documents with a few bytes put in, taken out or put elsewhere.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 1_000;

    private static readonly string[] Pieces = ["{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "\\u0000", "null", "true", "1e400", "-", "0", ".5", " ", "\n", "\t", "//", "/*", "é", "😀", "\"id\":", "\"id\":1,", "\"x\":{},", "[[[[[[[[", "]]]]]]]]"];

    public static TheoryData<string> Documents => ["wiki-example", "early-wire-contract", "good-escapes", "unknown-members"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Whatever_comes_is_read_or_refused_with_its_place(string id)
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        byte[] original = id == "wiki-example" ? WikiExample.Bytes : ConformanceCase.Of(id).Text;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] document = Bent(original, random);
            string because = $"the seed is {seed}, the round {round}, and the document {Convert.ToBase64String(document)}";
            foreach (System.Text.Json.JsonSerializerOptions options in Document.Modes)
            {
                bool isRead = IsRead(document, options, because);
                (await AreAllRead(document, options, because)).Should().Be(isRead, because);
                Func<ValidationReport> validate = () => ContractValidator.Validate(document, options);
                validate.Should().NotThrow(because).Which.Violations.Any(static violation => violation.Rule.Id.StartsWith("COPR1", StringComparison.Ordinal)).Should().Be(!isRead, because);
            }
        }
    }

    private static bool IsRead(byte[] document, System.Text.Json.JsonSerializerOptions options, string because)
    {
        try
        {
            CoprJson.Read<WaitingBuilds>(document, options);
            return true;
        }
        catch (Exception exception)
        {
            Violation violation = exception.Should().BeOfType<ContractException>(because).Which.Violation;
            violation.Line.Should().BeInRange(1, document.AsSpan().Count((byte)'\n') + 1, because);
            violation.Column.Should().BeInRange(1, System.Text.Unicode.Utf8.IsValid(document) ? document.Length + 1 : long.MaxValue, because);
            return false;
        }
    }

    private static async Task<bool> AreAllRead(byte[] document, System.Text.Json.JsonSerializerOptions options, string because)
    {
        bool areRead = true;
        try
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader(options).ReadAsync(new ChunkedStream(document, 100)))
            {
                areRead &= !entry.IsRejected;
                (entry.Violations.Count > 0).Should().Be(entry.IsRejected, because);
            }

            return areRead;
        }
        catch (Exception exception)
        {
            exception.Should().BeOfType<ContractException>(because);
            return false;
        }
    }

    private static byte[] Bent(byte[] original, Random random)
    {
        List<byte> document = [.. original];
        for (int change = random.Next(3); change >= 0; change--)
        {
            int at = random.Next(document.Count);
            int length = Math.Min(random.Next(6), document.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    document.RemoveRange(at, length);
                    break;
                case 1:
                    document[at] = (byte)random.Next(256);
                    break;
                case 2:
                    document.InsertRange(random.Next(document.Count), document.GetRange(at, length));
                    break;
                default:
                    document.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. document];
    }
}
