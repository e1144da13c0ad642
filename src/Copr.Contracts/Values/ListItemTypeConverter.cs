namespace Copr.Contracts;

/// <summary>Converts a string to a value or a list, for configuration and designers.</summary>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "TypeDescriptor creates it.")]
internal sealed class ListItemTypeConverter(Type type) : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? ListItemKind.Find(type)?.Parse(text) : base.ConvertFrom(context, culture, value);
}
