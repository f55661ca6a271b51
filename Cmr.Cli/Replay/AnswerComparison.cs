using System.Xml.Linq;

namespace Cmr.Cli.Replay;

/// <summary>
/// Compares an answer with its sample, element by element: namespace, name, order and text count; prefixes, comments and white space
/// between elements do not.
/// </summary>
internal sealed class AnswerComparison
{
    private readonly SampleValues _values;
    private readonly List<Difference> _differences = [];

    private AnswerComparison(SampleValues values) => _values = values;

    /// <summary>Compares, and keeps what the sample captures.</summary>
    public static IReadOnlyList<Difference> Compare(XElement expected, XElement actual, SampleValues values)
    {
        var comparison = new AnswerComparison(values);
        if (expected.Name != actual.Name) comparison.Add(expected.Name.LocalName, NameOf(expected, actual), NameOf(actual, expected));
        else comparison.CompareElement(expected, actual, expected.Name.LocalName);
        return comparison._differences;
    }

    private void CompareElement(XElement expected, XElement actual, string path)
    {
        CompareAttributes(expected, actual, path);
        XNode[] parts = [.. expected.Nodes().Where(node => node is XElement || IsMore(node))];
        if (parts.Length > 0) CompareChildren(parts, [.. actual.Elements()], path);
        else if (actual.HasElements) Add(path, expected.Value, Outline(actual));
        else if (!ExpectedText.Matches(expected.Value, actual.Value, _values)) Add(path, ExpectedText.Show(expected.Value, _values), actual.Value);
    }

    private void CompareAttributes(XElement expected, XElement actual, string path)
    {
        foreach (XAttribute attribute in Meaningful(expected))
        {
            string? value = (string?)actual.Attribute(attribute.Name);
            if (value is null || !ExpectedText.Matches(attribute.Value, value, _values)) Add($"{path}/@{attribute.Name.LocalName}", attribute.Value, value ?? Difference.Nothing);
        }

        foreach (XAttribute attribute in Meaningful(actual).Where(attribute => expected.Attribute(attribute.Name) is null))
            Add($"{path}/@{attribute.Name.LocalName}", Difference.Nothing, attribute.Value);
    }

    private void CompareChildren(XNode[] expected, XElement[] actual, string path)
    {
        var names = new Dictionary<XName, int>();
        int at = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] is not XElement wanted)
            {
                at = SkipMore(expected.AsSpan(i + 1), actual, at);
                continue;
            }

            // what stands here and is expected nowhere later is too much
            while (at < actual.Length && actual[at].Name != wanted.Name && !IsExpectedFrom(expected.AsSpan(i + 1), actual[at]))
            {
                Add(PathOf(path, actual[at], names), Difference.Nothing, Outline(actual[at]));
                at++;
            }

            string place = PathOf(path, wanted, names);
            if (at < actual.Length && actual[at].Name == wanted.Name) CompareElement(wanted, actual[at++], place);
            else Add(place, Outline(wanted), Difference.Nothing);
        }

        for (; at < actual.Length; at++) Add(PathOf(path, actual[at], names), Difference.Nothing, Outline(actual[at]));
    }

    /// <summary>The first element after those that <see cref="Placeholder.More"/> stands for: the one that is like what comes next.</summary>
    private int SkipMore(ReadOnlySpan<XNode> rest, XElement[] actual, int at)
    {
        if (rest.Length == 0) return actual.Length;
        if (rest[0] is not XElement next) return at;
        for (int candidate = at; candidate < actual.Length; candidate++)
            if (actual[candidate].Name == next.Name && Compare(next, actual[candidate], _values.Copy()).Count == 0) return candidate;
        return at;
    }

    private static bool IsExpectedFrom(ReadOnlySpan<XNode> rest, XElement actual)
    {
        foreach (XNode node in rest)
            if (node is not XElement element || element.Name == actual.Name) return true;
        return false;
    }

    private static bool IsMore(XNode node) => node is XText text && text.Value.Trim() == Placeholder.More;

    private static IEnumerable<XAttribute> Meaningful(XElement element) => element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration);

    private static string PathOf(string parent, XElement element, Dictionary<XName, int> names)
    {
        int number = names[element.Name] = names.GetValueOrDefault(element.Name) + 1;
        return number == 1 ? $"{parent}/{element.Name.LocalName}" : $"{parent}/{element.Name.LocalName}[{number}]";
    }

    // the namespace is told only where it is what differs
    private static string NameOf(XElement element, XElement other) => element.Name.LocalName == other.Name.LocalName ? element.Name.ToString() : element.Name.LocalName;

    private static string Outline(XElement element) => element.HasElements
        ? string.Join(' ', element.Elements().Select(child => child.HasElements ? child.Name.LocalName + "{…}" : $"{child.Name.LocalName}={child.Value}"))
        : element.Value;

    private void Add(string path, string expected, string got) => _differences.Add(new Difference(path, expected, got));
}
