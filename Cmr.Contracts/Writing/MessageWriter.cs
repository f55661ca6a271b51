using System.Globalization;
using System.Xml;

namespace Cmr.Contracts.Writing;

/// <summary>Writes parameters for the generated codecs, strictly: schema-valid, never <c>xsi:nil</c>.</summary>
internal static class MessageWriter
{
    public static void WriteString(XmlWriter writer, string name, string targetNamespace, string value)
    {
        writer.WriteStartElement(string.Empty, name, targetNamespace);
        writer.WriteString(LegalText.Clean(value));
        writer.WriteEndElement();
    }

    public static void WriteInt32(XmlWriter writer, string name, string targetNamespace, int value)
    {
        writer.WriteStartElement(string.Empty, name, targetNamespace);
        writer.WriteValue(value);
        writer.WriteEndElement();
    }

    public static void WriteInt64(XmlWriter writer, string name, string targetNamespace, long value)
    {
        writer.WriteStartElement(string.Empty, name, targetNamespace);
        writer.WriteValue(value);
        writer.WriteEndElement();
    }

    public static void WriteBoolean(XmlWriter writer, string name, string targetNamespace, bool value)
    {
        writer.WriteStartElement(string.Empty, name, targetNamespace);
        writer.WriteValue(value);
        writer.WriteEndElement();
    }

    /// <exception cref="ArgumentOutOfRangeException">The number has more than 15 digits.</exception>
    public static void WriteDecimal(XmlWriter writer, string name, string targetNamespace, decimal value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        if (!Reading.LexicalForm.TryDecimal(text, out _, out int digits) || digits > Reading.LexicalForm.MaxDecimalDigits)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} has more than 15 digits");
        WriteString(writer, name, targetNamespace, text);
    }

    public static void WriteDateTime(XmlWriter writer, string name, string targetNamespace, DateTimeOffset value) =>
        WriteString(writer, name, targetNamespace, value.Offset == TimeSpan.Zero
            ? value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
            : value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    public static void WriteDate(XmlWriter writer, string name, string targetNamespace, DateOnly value) =>
        WriteString(writer, name, targetNamespace, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static void WriteTime(XmlWriter writer, string name, string targetNamespace, TimeOnly value) =>
        WriteString(writer, name, targetNamespace, value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
}
