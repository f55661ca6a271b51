namespace Cmr.Tests.Contracts.Documentation;

/// <summary>Numbers of the tables: 1 to 23 are those of the OMA TS; from 27 on follow the messages that it leaves blank, in the order of the interfaces.</summary>
internal static class TableNumbers
{
    private const int FirstOwn = 27;

    private static readonly Dictionary<string, int> Numbers = Number();

    /// <summary>The structures of the TS with our additions, in the order of its tables.</summary>
    public static IEnumerable<StructureText> Printed => Structures(number => number < FirstOwn);

    /// <summary>The structures that the TS leaves blank, in the order of their numbers.</summary>
    public static IEnumerable<StructureText> Own => Structures(number => number >= FirstOwn);

    public static int Of(string structure) => Numbers[structure];

    private static IEnumerable<StructureText> Structures(Func<int, bool> which) =>
        Numbers.Where(pair => which(pair.Value)).OrderBy(pair => pair.Value).Select(pair => StructureText.Read(pair.Key));

    private static Dictionary<string, int> Number()
    {
        Dictionary<string, int> numbers = TableRow.All.GroupBy(row => row.ComplexType).ToDictionary(rows => rows.Key, rows => rows.First().Table, StringComparer.Ordinal);
        int next = FirstOwn;
        foreach (string operation in InterfaceText.All.SelectMany(service => service.Operations).Select(operation => operation.Name).Distinct())
        {
            foreach (StructureText structure in StructureText.ReadAll([operation + "Request", operation + "Response"]))
                if (numbers.TryAdd(structure.Name, next)) next++;
        }

        return numbers;
    }
}
