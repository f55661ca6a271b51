namespace Cmr.Contracts.Generator.Model;

/// <summary>One named value.</summary>
/// <param name="Name">C# name.</param>
/// <param name="Text">What travels: a number or a word.</param>
/// <param name="Documentation">What it means.</param>
internal sealed record EnumerationMember(string Name, string Text, string Documentation);
