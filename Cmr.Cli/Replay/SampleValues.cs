using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Cmr.Cli.Instance;

namespace Cmr.Cli.Replay;

/// <summary>The values of placeholders while one scenario is replayed.</summary>
internal sealed class SampleValues
{
    private const string PrincipalName = "operator.principalId";
    private const string SecretName = "operator.secret";
    private const string Now = "now";
    private const string Nonce = "nonce";
    private const string Created = "created";
    private const string Digest = "digest ";
    private readonly Dictionary<string, string> _values;
    private readonly DateTimeOffset _now;
    private string _nonce = "";
    private string _created = "";

    /// <param name="credentials">What <c>operator.*</c> stands for; <see langword="null"/> when unknown.</param>
    /// <param name="now">What <c>now</c> stands for in the whole scenario, so that an answer can be compared with what was asked.</param>
    public SampleValues(OperatorCredentials? credentials, DateTimeOffset now)
        : this([], now)
    {
        if (credentials is null) return;
        _values[PrincipalName] = credentials.PrincipalId;
        _values[SecretName] = credentials.Secret;
    }

    private SampleValues(Dictionary<string, string> values, DateTimeOffset now)
    {
        _values = values;
        _now = now;
    }

    /// <summary>Whether the name is one of those that need no capture.</summary>
    public static bool IsBuiltIn(string placeholder) =>
        placeholder is PrincipalName or SecretName or Nonce or Created || IsDigest(placeholder) || TryOffset(placeholder, out _);

    /// <summary>Whether the placeholder stands for something of the operator's credentials.</summary>
    public static bool IsOfOperator(string placeholder) => placeholder is PrincipalName or SecretName || (IsDigest(placeholder) && placeholder[Digest.Length..].Trim() == SecretName);

    /// <summary>Makes a fresh nonce and its time of creation for the next request.</summary>
    public void BeginStep(DateTimeOffset now)
    {
        _nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        _created = Format(now);
    }

    public void Set(string name, string value) => _values[name] = value;

    /// <summary>A copy for a comparison that may be given up.</summary>
    public SampleValues Copy() => new(new Dictionary<string, string>(_values), _now) { _nonce = _nonce, _created = _created };

    /// <returns><see langword="null"/> when there is no such value.</returns>
    public string? Find(string placeholder)
    {
        if (_values.TryGetValue(placeholder, out string? value)) return value;
        if (TryOffset(placeholder, out TimeSpan offset)) return Format(_now + offset);
        return placeholder switch
        {
            Nonce => _nonce,
            Created => _created,
            _ => IsDigest(placeholder) ? FindDigest(placeholder[Digest.Length..].Trim()) : null,
        };
    }

    /// <summary>Replaces every placeholder.</summary>
    /// <param name="text">Text of a request.</param>
    /// <param name="escape">Whether the text is XML.</param>
    /// <param name="missing">The first placeholder without a value.</param>
    /// <returns><see langword="null"/> when one has no value.</returns>
    public string? Fill(string text, bool escape, out string? missing)
    {
        string? unknown = null;
        string filled = Placeholder.Pattern().Replace(text, match =>
        {
            string name = match.Groups[1].Value;
            if (Find(name) is not { } value)
            {
                unknown ??= name;
                return "";
            }

            return escape ? SecurityElement.Escape(value) : value;
        });
        missing = unknown;
        return unknown is null ? filled : null;
    }

    private static bool IsDigest(string placeholder) => placeholder.StartsWith(Digest, StringComparison.Ordinal);

    private string? FindDigest(string secret)
    {
        bool isLiteral = secret.Length >= 2 && secret[0] == '\'' && secret[^1] == '\'';
        string? password = isLiteral ? secret[1..^1] : _values.GetValueOrDefault(secret);
        if (password is null) return null;
#pragma warning disable CA5350 // UsernameToken profile 1.0 §3.1 prescribes SHA-1
        return Convert.ToBase64String(SHA1.HashData([.. Convert.FromBase64String(_nonce), .. Encoding.UTF8.GetBytes(_created), .. Encoding.UTF8.GetBytes(password)]));
#pragma warning restore CA5350
    }

    /// <summary><c>now</c>, <c>now+P30D</c> or <c>now-PT1H</c>.</summary>
    private static bool TryOffset(string placeholder, out TimeSpan offset)
    {
        offset = default;
        if (!placeholder.StartsWith(Now, StringComparison.Ordinal)) return false;
        if (placeholder.Length == Now.Length) return true;
        if (placeholder[Now.Length] is not ('+' or '-')) return false;
        try
        {
            TimeSpan length = XmlConvert.ToTimeSpan(placeholder[(Now.Length + 1)..]);
            offset = placeholder[Now.Length] == '-' ? -length : length;
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
