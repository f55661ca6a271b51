using System.Text.Json;
using Cmr.Domain.Rules;

namespace Cmr.Persistence.Profiles;

/// <summary>A presentation rule as it stands in the database.</summary>
public static class RuleDocument
{
    /// <summary>Writes a rule as JSON.</summary>
    /// <param name="rule">The rule.</param>
    public static string Write(PresentationRule rule) => JsonSerializer.Serialize(rule, ProfileJsonContext.Default.PresentationRule);

    /// <summary>Reads a rule that was written here.</summary>
    /// <param name="document">The JSON.</param>
    /// <exception cref="JsonException">The document is no rule.</exception>
    public static PresentationRule Read(string document) =>
        JsonSerializer.Deserialize(document, ProfileJsonContext.Default.PresentationRule) ?? throw new JsonException("The document is empty.");

    /// <summary>Writes a filter rule as JSON.</summary>
    /// <param name="rule">The rule.</param>
    public static string Write(FilterRule rule) => JsonSerializer.Serialize(rule, ProfileJsonContext.Default.FilterRule);

    /// <summary>Reads a filter rule that was written here.</summary>
    /// <param name="document">The JSON.</param>
    /// <exception cref="JsonException">The document is no filter rule.</exception>
    public static FilterRule ReadFilter(string document) =>
        JsonSerializer.Deserialize(document, ProfileJsonContext.Default.FilterRule) ?? throw new JsonException("The document is empty.");
}
