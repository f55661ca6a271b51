using System.Text.RegularExpressions;

namespace Cmr.Service.Operations;

/// <summary>Checks of parameters that several operations share.</summary>
internal static partial class ParameterCheck
{
    public const int MaximumIdentifierLength = 128;
    public const int MaximumNameLength = 200;

    /// <summary>An identifier that a client may choose: visible characters without the ones that need quoting everywhere.</summary>
    public static Refusal? Identifier(string parameter, string value) =>
        value.Length is > 0 and <= MaximumIdentifierLength && IdentifierPattern().IsMatch(value)
            ? null
            : Refusal.Invalid(parameter, value, $"must be 1 to {MaximumIdentifierLength} letters, digits or . _ ~ : @ + -");

    /// <summary>A name for people.</summary>
    public static Refusal? Name(string parameter, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return Refusal.Missing(parameter);
        return value.Length <= MaximumNameLength ? null : Refusal.Invalid(parameter, value, $"has more than {MaximumNameLength} characters");
    }

    /// <summary>An optional text.</summary>
    public static Refusal? OptionalText(string parameter, string? value) =>
        value is null || value.Length <= MaximumNameLength ? null : Refusal.Invalid(parameter, value, $"has more than {MaximumNameLength} characters");

    [GeneratedRegex(@"^[\p{L}\p{N}._~:@+-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierPattern();
}
