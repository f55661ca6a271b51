namespace Cmr.Contracts.MediaControl;

/// <summary>What <see cref="ControlCodec.TryRead"/> found.</summary>
public enum ControlFrameStatus
{
    /// <summary>A whole message.</summary>
    Complete,

    /// <summary>The beginning of a frame; more octets are needed.</summary>
    NeedMoreData,

    /// <summary>Not this protocol; the connection is of no more use.</summary>
    Malformed,
}
