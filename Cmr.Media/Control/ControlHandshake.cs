using System.IO.Pipelines;
using System.Security.Cryptography;
using Cmr.Contracts.MediaControl;

namespace Cmr.Media.Control;

/// <summary>The worker's part of the handshake.</summary>
internal static class ControlHandshake
{
    /// <summary>Proves this worker to the controller, and has it prove itself.</summary>
    /// <returns>The controller's id, or <see langword="null"/> when it left before the end.</returns>
    /// <exception cref="InvalidDataException">The peer speaks something else or another version, or does not hold the key.</exception>
    public static async Task<Guid?> RunAsync(IDuplexPipe transport, ReadOnlyMemory<byte> controlKey, CancellationToken cancellationToken)
    {
        switch (await ControlReader.ReadAsync(transport.Input, cancellationToken))
        {
            case null:
                return null;
            case Hello { Version: Hello.CurrentVersion, Nonce.Length: ControlProof.NonceLength } hello:
                return await ChallengeAsync(transport, hello, controlKey, cancellationToken) ? hello.ControllerId : null;
            case Hello hello:
                throw new InvalidDataException($"The peer speaks version {hello.Version} with a nonce of {hello.Nonce.Length} octets.");
            default:
                throw new InvalidDataException("The peer did not begin with a hello.");
        }
    }

    private static async Task<bool> ChallengeAsync(IDuplexPipe transport, Hello hello, ReadOnlyMemory<byte> controlKey, CancellationToken cancellationToken)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(ControlProof.NonceLength);
        ControlCodec.Write(new HelloChallenge(Hello.CurrentVersion, nonce, ControlProof.OfWorker(controlKey, hello.Nonce, nonce)), transport.Output);
        await transport.Output.FlushAsync(cancellationToken);
        switch (await ControlReader.ReadAsync(transport.Input, cancellationToken))
        {
            case null:
                return false;
            case HelloProof proof when ControlProof.Matches(ControlProof.OfController(controlKey, hello.Nonce, nonce), proof.Proof):
                return true;
            default:
                throw new InvalidDataException("The peer does not hold the control key of this instance.");
        }
    }
}
