using System.Text;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class MessageTests
{
    [Fact]
    public void The_messages_of_the_rules_of_reading_are_pinned() =>
        Snapshot.Match(this, Messages(static (item, rule) => !item.IsOfTasks && rule.StartsWith("COPR1", StringComparison.Ordinal)));

    [Fact]
    public void The_messages_of_the_other_rules_are_pinned() =>
        Snapshot.Match(this, Messages(static (item, rule) => !item.IsOfTasks && !rule.StartsWith("COPR1", StringComparison.Ordinal)));

    [Fact]
    public void The_messages_about_tasks_are_pinned() => Snapshot.Match(this, Messages(static (item, _) => item.IsOfTasks));

    [Fact]
    public void A_message_says_what_was_found_and_what_was_expected()
    {
        var violation = new Violation(Rules.Find("COPR207")!, "/copr_id", "\"copr_id\" is 6", "5");

        violation.Message.Should().Be("\"copr_id\" is 6; expected 5");
    }

    private static string Messages(Func<ConformanceCase, string, bool> isSelected)
    {
        var messages = new StringBuilder();
        foreach (ConformanceCase item in ConformanceCase.All)
        {
            foreach (Violation violation in item.Validate().Violations.Where(violation => isSelected(item, violation.Rule.Id)))
            {
                messages.Append(item.Id).Append(": ").Append(violation).Append('\n');
            }
        }

        return messages.ToString();
    }
}
