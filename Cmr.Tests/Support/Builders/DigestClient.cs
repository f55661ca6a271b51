using System.Security.Cryptography;
using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Support.Builders;

/// <summary>The client's side of digest authentication, written apart from the product's so that both have to mean the same.</summary>
internal sealed record DigestClient(string User, string Password)
{
    public string Algorithm { get; init; } = "SHA-256";

    public string Protection { get; init; } = "auth";

    public string ClientNonce { get; init; } = "0a4f113b";

    public int Count { get; init; } = 1;

    /// <summary>The challenge of this client's algorithm.</summary>
    public AuthenticationHeader ChallengeIn(SipResponse response)
    {
        foreach (HeaderRow row in response.Rows(HeaderId.WwwAuthenticate))
        {
            if (AuthenticationHeader.TryRead(row.Value, out AuthenticationHeader challenge) && challenge.Get("algorithm"u8).ToString() == Algorithm) return challenge;
        }

        throw new AssertFailedException($"no {Algorithm} challenge in {Encoding.UTF8.GetString(response.Bytes.Span)}");
    }

    public string Answer(SipResponse challenge, string method, string uri, string body = "") =>
        Answer(ChallengeIn(challenge).Get("realm"u8).ToString(), ChallengeIn(challenge).Get("nonce"u8).ToString(), method, uri, body);

    public string Answer(string realm, string nonce, string method, string uri, string body = "")
    {
        string count = Count.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        string request = Protection == "auth-int" ? $"{method}:{uri}:{Hash(body)}" : $"{method}:{uri}";
        string response = Hash($"{Hash($"{User}:{realm}:{Password}")}:{nonce}:{count}:{ClientNonce}:{Protection}:{Hash(request)}");
        return $"Digest username=\"{User}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", response=\"{response}\", algorithm={Algorithm}, cnonce=\"{ClientNonce}\", qop={Protection}, nc={count}";
    }

    private string Hash(string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
#pragma warning disable CA5351 // the algorithm under test
        return Convert.ToHexStringLower(Algorithm == "MD5" ? MD5.HashData(octets) : SHA256.HashData(octets));
#pragma warning restore CA5351
    }
}
