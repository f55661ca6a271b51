namespace Cmr.Contracts.MediaControl;

/// <summary>The controller's answer to <see cref="HelloChallenge"/>; proves that it holds the control key.</summary>
/// <param name="Proof">See <see cref="ControlProof.OfController"/>.</param>
public sealed record HelloProof(ReadOnlyMemory<byte> Proof) : ControlMessage;
