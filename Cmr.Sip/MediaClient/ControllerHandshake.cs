using System.IO.Pipelines;
using System.Security.Cryptography;
using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>This node's part of the handshake.</summary>
internal static class ControllerHandshake
{
    /// <summary>Has the worker prove itself, and proves this node to it.</summary>
    /// <exception cref="InvalidDataException">The peer speaks something else or another version, does not hold the key, or does not let us in.</exception>
    public static async Task<Welcome> RunAsync(IDuplexPipe transport, Guid controllerId, ReadOnlyMemory<byte> controlKey, CancellationToken cancellationToken)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(ControlProof.NonceLength);
        ControlCodec.Write(new Hello(Hello.CurrentVersion, controllerId, nonce), transport.Output);
        await transport.Output.FlushAsync(cancellationToken);
        if (await ControlReader.ReadAsync(transport.Input, cancellationToken) is not HelloChallenge { Version: Hello.CurrentVersion, Nonce.Length: ControlProof.NonceLength } challenge)
        {
            throw new InvalidDataException("The peer is no media worker of this version.");
        }

        if (!ControlProof.Matches(ControlProof.OfWorker(controlKey, nonce, challenge.Nonce), challenge.Proof))
        {
            throw new InvalidDataException("The peer does not hold the control key of this instance.");
        }

        ControlCodec.Write(new HelloProof(ControlProof.OfController(controlKey, nonce, challenge.Nonce)), transport.Output);
        await transport.Output.FlushAsync(cancellationToken);
        return await ControlReader.ReadAsync(transport.Input, cancellationToken) as Welcome
            ?? throw new InvalidDataException("The media worker did not let this node in.");
    }
}
