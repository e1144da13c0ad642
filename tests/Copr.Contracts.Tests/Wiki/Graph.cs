using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Copr.Contracts.Tests.Wiki;

/// <summary>Describes the public properties and items of an object, with their types, as a consumer sees them.</summary>
internal static class Graph
{
    public static string Of(object value)
    {
        var graph = new StringBuilder();
        Append(graph, value, "");
        return graph.ToString();
    }

    private static void Append(StringBuilder graph, object? value, string indent)
    {
        switch (value)
        {
            case null:
                graph.AppendLine("null");
                break;
            case DateTimeOffset time:
                graph.AppendLine(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IEnumerable items and not string:
                graph.AppendLine(items.GetType().IsGenericType && items is not IReadOnlyList<Build>
                    ? items.GetType().GetGenericArguments()[0].Name + " list" : "list");
                foreach (object item in items)
                {
                    Append(graph.Append(indent).Append("  - "), item, indent + "    ");
                }

                break;
            case IFormattable or string or bool or Enum:
                graph.Append(value.GetType().Name).Append(' ').AppendLine(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            default:
                graph.AppendLine(value.GetType().Name);
                PropertyInfo[] properties = value.GetType().GetProperties();
                foreach (PropertyInfo property in properties.Where(static property => property.GetIndexParameters().Length == 0))
                {
                    Append(graph.Append(indent).Append("  ").Append(property.Name).Append(": "), property.GetValue(value), indent + "  ");
                }

                break;
        }
    }
}
