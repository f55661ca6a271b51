using System.Text;
using System.Text.RegularExpressions;

namespace Cmr.Cli.Replay;

/// <summary>Keeps secrets and session keys out of everything that is printed or kept.</summary>
internal sealed partial class SecretMask
{
    private const string Hidden = "***";
    private const int LeastLength = 4;
    private readonly HashSet<string> _secrets = [];

    /// <summary>Learns the values of sensitive elements and the signatures of addresses.</summary>
    public void Learn(string text)
    {
        foreach (Match match in Sensitive().Matches(text)) Add(match.Groups["value"].Value);
        foreach (Match match in Signature().Matches(text)) Add(match.Groups["value"].Value);
    }

    /// <summary>The text with every secret that was learnt hidden.</summary>
    public string Apply(string text)
    {
        var masked = new StringBuilder(text);
        foreach (string secret in _secrets) masked.Replace(secret, Hidden);
        return masked.ToString();
    }

    public Difference Apply(Difference difference) => difference with { Expected = Apply(difference.Expected), Got = Apply(difference.Got) };

    // shorter ones would hide half of the text, and are no secrets
    private void Add(string value)
    {
        if (value.Length >= LeastLength) _secrets.Add(value);
    }

    [GeneratedRegex("<(?:[A-Za-z0-9_]+:)?(?<name>SessionKey|Secret|Password|Nonce)(?:\\s[^<>]*)?>\\s*(?<value>[^<]+?)\\s*</")]
    private static partial Regex Sensitive();

    [GeneratedRegex("[?&;](?:sig|signature|token)=(?<value>[A-Za-z0-9%_.~-]+)")]
    private static partial Regex Signature();
}
