using System.Collections.Frozen;
using System.Xml;

namespace Cmr.Contracts.Reading;

/// <summary>Walks the parameters of a message for the generated codecs, leniently, and collects what is at fault.</summary>
/// <remarks>
/// Parameters come in any order; <c>xsi:nil</c> and an empty optional element count as absent; foreign elements are skipped.
/// Text that is no XML surfaces as the <see cref="XmlException"/> of the underlying reader.
/// </remarks>
internal ref struct MessageReader(XmlReader xml, string targetNamespace)
{
    private const int MaxErrors = 16;
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly XmlReader _xml = xml;
    private readonly string _namespace = targetNamespace;
    private List<ReadError>? _errors;
    private bool _isEntered;

    /// <summary>Local name of the current parameter.</summary>
    public string Name { get; private set; } = string.Empty;

    public readonly IReadOnlyList<ReadError> Errors => _errors ?? (IReadOnlyList<ReadError>)[];

    public readonly int ErrorCount => _errors?.Count ?? 0;

    /// <summary>Enters the element the reader stands on.</summary>
    /// <returns><see langword="false"/> when it is an empty element, which is thereby consumed.</returns>
    public bool Enter()
    {
        if (_isEntered)
        {
            _isEntered = false;
            return true;
        }

        bool isEmpty = _xml.IsEmptyElement;
        _xml.Read();
        return !isEmpty;
    }

    /// <summary>Moves to the next parameter; at the end of the parent consumes its end tag.</summary>
    public bool NextChild()
    {
        while (true)
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element when IsOurs():
                    Name = _xml.LocalName;
                    return true;
                case XmlNodeType.Element:
                    SkipForeign();
                    break;
                case XmlNodeType.EndElement:
                    _xml.Read();
                    return false;
                case XmlNodeType.Text or XmlNodeType.CDATA when !string.IsNullOrWhiteSpace(_xml.Value):
                    Name = "#text";
                    Add(ReadErrorKind.Unknown, Shorten(_xml.Value), "text between parameters");
                    _xml.Read();
                    break;
                default:
                    if (!_xml.Read()) throw new XmlException("The document ends within an element.");
                    break;
            }
        }
    }

    /// <summary>Marks a parameter that may occur once as met.</summary>
    /// <returns><see langword="false"/> when it was met before; then it is skipped.</returns>
    public bool Once(ref ulong seen, ulong bit)
    {
        if ((seen & bit) == 0)
        {
            seen |= bit;
            return true;
        }

        Add(ReadErrorKind.Duplicate, null, null);
        _xml.Skip();
        return false;
    }

    public void Unknown()
    {
        Add(ReadErrorKind.Unknown, null, null);
        _xml.Skip();
    }

    public void Missing(string name)
    {
        Name = name;
        Add(ReadErrorKind.Missing, null, null);
    }

    /// <summary>Puts the parent's name before the paths of the errors met since <paramref name="from"/>.</summary>
    public readonly void Nest(int from, string parent)
    {
        for (int i = from; i < ErrorCount; i++)
            _errors![i] = _errors[i] with { Path = $"{parent}/{_errors[i].Path}" }; // ErrorCount > 0: the list is there
    }

    /// <summary>The same for a parent that occurs any number of times; <paramref name="index"/> counts from 0.</summary>
    public readonly void Nest(int from, string parent, int index)
    {
        if (from < ErrorCount) Nest(from, $"{parent}[{index}]");
    }

    /// <summary>Consumes the structure the reader stands on if it counts as absent: nil, or with nothing in it.</summary>
    /// <returns><see langword="false"/> when it is present; the reader then stands in its content, and <see cref="Enter"/> knows.</returns>
    public bool SkipAbsentStructure()
    {
        if (_xml.IsEmptyElement || IsNil())
        {
            _xml.Skip();
            return true;
        }

        string name = _xml.LocalName;
        _xml.Read();
        while (_xml.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.Comment or XmlNodeType.ProcessingInstruction
            || (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && string.IsNullOrWhiteSpace(_xml.Value)))
        {
            if (!_xml.Read()) throw new XmlException($"The document ends within {name}.");
        }

        _isEntered = _xml.NodeType != XmlNodeType.EndElement;
        if (!_isEntered) _xml.Read();
        return !_isEntered;
    }

    /// <summary>xs:string and xs:anyURI: kept as they are.</summary>
    public string? ReadString(bool required)
    {
        bool nil = IsNil();
        string text = ReadText();
        if (!nil) return text.Length == 0 && !required ? null : text;
        if (required) Add(ReadErrorKind.Missing, null, null);
        return null;
    }

    /// <summary>xs:int, within a range.</summary>
    public int? ReadInt32(bool required, int min, int max)
    {
        if (!TryReadValue(required, out string text)) return null;
        bool isInteger = LexicalForm.TryInt32(text, out long value);
        if (isInteger && value >= min && value <= max) return (int)value;
        string expected = (min, max) == (int.MinValue, int.MaxValue) ? "an integer"
            : max == int.MaxValue ? $"an integer from {min}" : $"an integer from {min} to {max}";
        return Refuse<int>(isInteger ? ReadErrorKind.OutOfRange : ReadErrorKind.Malformed, text, expected);
    }

    /// <summary>xs:long, within a range.</summary>
    public long? ReadInt64(bool required, long min, long max)
    {
        if (!TryReadValue(required, out string text)) return null;
        bool isInteger = LexicalForm.TryInt64(text, out long? value);
        if (value >= min && value <= max) return value;
        string expected = (min, max) == (long.MinValue, long.MaxValue) ? "an integer"
            : max == long.MaxValue ? $"an integer from {min}" : $"an integer from {min} to {max}";
        return Refuse<long>(isInteger ? ReadErrorKind.OutOfRange : ReadErrorKind.Malformed, text, expected);
    }

    public bool? ReadBoolean(bool required) =>
        !TryReadValue(required, out string text) ? null
        : LexicalForm.TryBoolean(text, out bool value) ? value
        : Refuse<bool>(ReadErrorKind.Malformed, text, "true or false");

    /// <summary>xs:decimal of at most 15 digits.</summary>
    public decimal? ReadDecimal(bool required)
    {
        if (!TryReadValue(required, out string text)) return null;
        if (!LexicalForm.TryDecimal(text, out decimal value, out int digits)) return Refuse<decimal>(ReadErrorKind.Malformed, text, "a decimal number");
        return digits <= LexicalForm.MaxDecimalDigits ? value : Refuse<decimal>(ReadErrorKind.OutOfRange, text, "a number of at most 15 digits");
    }

    /// <summary>xs:dateTime; one without an offset is UTC.</summary>
    public DateTimeOffset? ReadDateTime(bool required) =>
        !TryReadValue(required, out string text) ? null
        : LexicalForm.TryDateTime(text, out DateTimeOffset value) ? value
        : Refuse<DateTimeOffset>(ReadErrorKind.Malformed, text, "a date and time such as 2026-01-31T18:00:00Z");

    /// <summary>xs:date; an offset is dropped, the date is a wall-clock date.</summary>
    public DateOnly? ReadDate(bool required) =>
        !TryReadValue(required, out string text) ? null
        : LexicalForm.TryDate(text, out DateOnly value) ? value
        : Refuse<DateOnly>(ReadErrorKind.Malformed, text, "a date such as 2026-01-31");

    /// <summary>xs:time; an offset is dropped, the time is a wall-clock time; 24:00:00 is midnight.</summary>
    public TimeOnly? ReadTime(bool required) =>
        !TryReadValue(required, out string text) ? null
        : LexicalForm.TryTime(text, out TimeOnly value) ? value
        : Refuse<TimeOnly>(ReadErrorKind.Malformed, text, "a time such as 18:00:00");

    /// <summary>xs:string with enumerated values.</summary>
    public T? ReadWord<T>(bool required, FrozenDictionary<string, T> words)
        where T : struct =>
        !TryReadValue(required, out string text) ? null
        : words.TryGetValue(text, out T value) ? value
        : Refuse<T>(ReadErrorKind.Malformed, text, "one of " + string.Join(", ", words.Keys.Order(StringComparer.Ordinal)));

    /// <summary>Reads a value whose type has no empty form.</summary>
    private bool TryReadValue(bool required, out string text)
    {
        bool nil = IsNil();
        text = LexicalForm.Collapse(ReadText());
        if (!nil && text.Length > 0) return true;
        if (required) Add(nil ? ReadErrorKind.Missing : ReadErrorKind.Malformed, nil ? null : text, nil ? null : "a value");
        return false;
    }

    /// <summary>Reads simple content and moves behind the end tag.</summary>
    private string ReadText()
    {
        string text = string.Empty;
        if (!Enter()) return text;
        while (_xml.NodeType != XmlNodeType.EndElement)
            text = ReadTextNode(text);
        _xml.Read();
        return text;
    }

    private string ReadTextNode(string before)
    {
        string text = before;
        switch (_xml.NodeType)
        {
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                text = before.Length == 0 ? _xml.Value : before + _xml.Value;
                break;
            case XmlNodeType.Element:
                Add(ReadErrorKind.Malformed, "<" + Shorten(_xml.LocalName) + ">", "text");
                _xml.Skip();
                return text;
        }

        if (!_xml.Read()) throw new XmlException("The document ends within an element.");
        return text;
    }

    private readonly bool IsOurs() => ReferenceEquals(_xml.NamespaceURI, _namespace) || _xml.NamespaceURI == _namespace;

    private void SkipForeign()
    {
        // An unqualified element is no extension (##other excludes it) but a client that forgot the namespace
        if (_xml.NamespaceURI.Length == 0)
        {
            Name = _xml.LocalName;
            Add(ReadErrorKind.Unknown, null, $"it is not in the namespace {_namespace}");
        }

        _xml.Skip();
    }

    private readonly bool IsNil() =>
        _xml.HasAttributes && _xml.GetAttribute("nil", InstanceNamespace) is { } nil && LexicalForm.TryBoolean(LexicalForm.Collapse(nil), out bool value) && value;

    private T? Refuse<T>(ReadErrorKind kind, string text, string expected)
        where T : struct
    {
        Add(kind, Shorten(text), expected);
        return null;
    }

    private void Add(ReadErrorKind kind, string? value, string? expected)
    {
        _errors ??= [];
        string name = Shorten(Name);
        if (_errors.Count < MaxErrors) _errors.Add(new ReadError(kind, name, name, value, expected));
    }

    private static string Shorten(string text) => text.Length <= ReadError.MaxValueLength ? text : text[..ReadError.MaxValueLength];
}
