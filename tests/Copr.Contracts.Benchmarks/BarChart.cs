using System.Globalization;
using System.Net;
using System.Text;

namespace Copr.Contracts.Benchmarks;

/// <summary>Draws values as horizontal bars, in an SVG that is readable on light and dark pages.</summary>
internal static class BarChart
{
    private const int LabelWidth = 340;

    private const int BarWidth = 300;

    private const int RowHeight = 28;

    private const string Style = "text { font: 14px sans-serif; fill: #555 } @media (prefers-color-scheme: dark) { text { fill: #ccc } }";

    public static string Draw(string title, params ReadOnlySpan<(string Label, double Value)> bars)
    {
        double max = 0;
        foreach ((_, double value) in bars)
        {
            max = Math.Max(max, value);
        }

        var rows = new StringBuilder();
        for (int row = 0; row < bars.Length; row++)
        {
            (string label, double value) = bars[row];
            int y = 44 + (row * RowHeight);
            rows.Append(string.Create(CultureInfo.InvariantCulture, $"""
                  <text x="{LabelWidth - 10}" y="{y + 15}" text-anchor="end">{WebUtility.HtmlEncode(label)}</text>
                  <rect x="{LabelWidth}" y="{y}" width="{BarWidth * value / max:0}" height="20" rx="3" fill="#{(row == 0 ? "3c6eb4" : "a0b4d0")}"/>
                  <text x="{LabelWidth + 8 + (BarWidth * value / max):0}" y="{y + 15}">{value:0.00}</text>

                """));
        }

        int height = 54 + (bars.Length * RowHeight);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {height}" width="700" height="{height}" role="img" aria-label="{title}">
              <style>{Style}</style>
              <text x="10" y="26" font-weight="bold">{title}</text>
            {rows.ToString().TrimEnd()}
            </svg>

            """;
    }
}
