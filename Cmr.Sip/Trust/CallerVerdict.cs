using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Trust;

/// <summary>Whether a request outside a dialog is let in.</summary>
internal abstract record CallerVerdict
{
    private CallerVerdict()
    {
    }

    /// <summary>It is.</summary>
    /// <param name="Request">What is left of it to believe.</param>
    /// <param name="Caller">Who sent it.</param>
    public sealed record Welcome(SipRequest Request, CallerIdentity Caller) : CallerVerdict;

    /// <summary>It is not.</summary>
    /// <param name="Response">The answer.</param>
    public sealed record Refused(SipResponseBuilder Response) : CallerVerdict;
}
