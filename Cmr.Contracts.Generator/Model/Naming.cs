namespace Cmr.Contracts.Generator.Model;

/// <summary>C# names for schema names.</summary>
internal static class Naming
{
    public static string Variable(string name) => "@" + char.ToLowerInvariant(name[0]) + name.Substring(1);

    public static string Member(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);

    /// <summary>Whether the name can stand in C# as it is.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
