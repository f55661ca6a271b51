namespace Cmr.Contracts.MediaControl;

/// <summary>The worker's answer to <see cref="Hello"/>; proves that it holds the control key.</summary>
/// <param name="Version">Version of this contract the worker speaks.</param>
/// <param name="Nonce">16 random octets of the worker.</param>
/// <param name="Proof">See <see cref="ControlProof.OfWorker"/>.</param>
public sealed record HelloChallenge(int Version, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Proof) : ControlMessage;
