namespace Cmr.Contracts.Generator.Model;

/// <summary>A simple type with named values. A code travels as its number, a word as its text.</summary>
internal sealed record EnumerationModel(string Name, string Documentation, bool IsWord, EquatableArray<EnumerationMember> Members);
