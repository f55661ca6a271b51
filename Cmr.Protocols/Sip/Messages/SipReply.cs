namespace Cmr.Protocols.Sip.Messages;

/// <summary>What to answer to an unacceptable message.</summary>
/// <param name="Status">Status to send; <see langword="null"/>: drop it.</param>
/// <param name="ReasonPhrase">Reason phrase that names the problem.</param>
public readonly record struct SipReply(SipStatus? Status, string ReasonPhrase)
{
    /// <summary>No reply.</summary>
    public static SipReply Drop => new(null, string.Empty);
}
