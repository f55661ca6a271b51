using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Trust;

/// <summary>What the sender of a message wants hidden (RFC 3323 §4.2, RFC 3325 §9.3, RFC 7044 §10.1).</summary>
/// <param name="Identity"><c>id</c>, <c>header</c> or <c>user</c>: nobody outside may learn who it is.</param>
/// <param name="User"><c>user</c>: the network is to remove what the phone itself wrote about its user.</param>
/// <param name="History"><c>history</c>, <c>header</c> or <c>session</c>.</param>
internal readonly record struct PrivacyWish(bool Identity, bool User, bool History)
{
    public static PrivacyWish Of(SipMessage message)
    {
        if (message.Privacy is not { } privacy) return default;
        bool header = privacy.Contains("header"u8);
        bool user = privacy.Contains("user"u8);
        return new PrivacyWish(header || user || privacy.Contains("id"u8), user, header || privacy.Contains("history"u8) || privacy.Contains("session"u8));
    }
}
