namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>One direction of one segment in a status table (RFC 3312 §5).</summary>
/// <param name="Segment">Part of the path, seen from the owner of the table.</param>
/// <param name="Sends">The direction from the owner to the peer; otherwise the other one.</param>
/// <param name="IsCurrent">Resources are reserved.</param>
/// <param name="Desired">How much they matter.</param>
/// <param name="IsToConfirm">The peer wants an offer once they are reserved (<c>a=conf</c>).</param>
public readonly record struct PreconditionRow(PreconditionSegment Segment, bool Sends, bool IsCurrent, PreconditionStrength Desired, bool IsToConfirm)
{
    /// <summary>The session may go on as far as this row is concerned.</summary>
    public bool IsMet => IsCurrent || Desired is not PreconditionStrength.Mandatory;
}
