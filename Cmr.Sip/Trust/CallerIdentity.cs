using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Trust;

/// <summary>Who calls, as far as we can vouch for it.</summary>
/// <param name="Uri">A URI; empty when nobody vouches for anything.</param>
internal readonly record struct CallerIdentity(string Uri)
{
    /// <summary>Nobody in particular.</summary>
    public static CallerIdentity Nobody { get; } = new("");

    /// <summary>How it proved who it is; <see langword="null"/> when it did not have to.</summary>
    public CallerLogin? Login { get; init; }

    /// <summary>The caller of an INVITE that came from a trusted peer: P-Asserted-Identity, else From where that is believed.</summary>
    public static CallerIdentity AssertedBy(SipRequest invite, bool believesFrom) =>
        invite.PAssertedIdentity is [var asserted, ..] ? new(asserted.Uri.ToString())
        : believesFrom ? new(invite.From.Uri.ToString())
        : Nobody;
}
