using System.ComponentModel;

namespace Copr.Contracts;

/// <summary>Converts a string to a value or a list, for configuration and designers.</summary>
/// <param name="type">The type of the value or list.</param>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "TypeDescriptor creates it.")]
internal sealed class ListItemTypeConverter(Type type) : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <exception cref="FormatException">The text is not a value of the type; the message says why.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? ListItemKind.Parse(type, text) : base.ConvertFrom(context, culture, value);
}
