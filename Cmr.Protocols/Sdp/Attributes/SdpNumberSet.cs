using System.Globalization;

namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>A set of numbers up to 255 as format parameters write it: <c>0,2,5,7</c> (mode-set) or <c>0-15,66</c> (telephone-event, RFC 4733 §2.4.1).</summary>
public sealed class SdpNumberSet
{
    private const int Limit = 256;
    private readonly bool[] _members;

    private SdpNumberSet(bool[] members) => _members = members;

    /// <summary>The members, ascending.</summary>
    public IEnumerable<int> Members => Enumerable.Range(0, Limit).Where(Contains);

    /// <summary>Reads a list of numbers and ranges.</summary>
    public static bool TryRead(string text, out SdpNumberSet? value)
    {
        bool[] members = new bool[Limit];
        value = null;
        foreach (string item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] ends = item.Split('-');
            if (ends.Length > 2 || !TryReadOne(ends[0], out int first) || !TryReadOne(ends[^1], out int last) || last < first)
            {
                return false;
            }

            members.AsSpan(first, last - first + 1).Fill(true);
        }

        value = new SdpNumberSet(members);
        return true;
    }

    /// <summary>The number is a member.</summary>
    public bool Contains(int number) => (uint)number < Limit && _members[number];

    /// <summary>All members are members of the other set.</summary>
    public bool IsWithin(SdpNumberSet other) => Members.All(other.Contains);

    /// <summary>What both sets have; <see langword="null"/> when that is nothing.</summary>
    public SdpNumberSet? Common(SdpNumberSet other)
    {
        bool[] both = [.. _members.Zip(other._members, (left, right) => left && right)];
        return both.Contains(true) ? new SdpNumberSet(both) : null;
    }

    /// <summary>Numbers and ranges, ascending.</summary>
    public override string ToString()
    {
        List<string> items = [];
        for (int first = 0; first < Limit; first++)
        {
            if (!_members[first])
            {
                continue;
            }

            int last = first;
            while (last + 1 < Limit && _members[last + 1])
            {
                last++;
            }

            items.Add(first == last ? string.Create(CultureInfo.InvariantCulture, $"{first}") : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}"));
            first = last;
        }

        return string.Join(',', items);
    }

    private static bool TryReadOne(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < Limit;
}
