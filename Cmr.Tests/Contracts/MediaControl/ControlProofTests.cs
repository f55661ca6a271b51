using Cmr.Contracts.MediaControl;

namespace Cmr.Tests.Contracts.MediaControl;

[TestClass]
public sealed class ControlProofTests
{
    private static readonly byte[] Key = new byte[32];
    private static readonly byte[] NonceA = [.. Enumerable.Repeat((byte)1, 16)];
    private static readonly byte[] NonceB = [.. Enumerable.Repeat((byte)2, 16)];

    [TestMethod]
    public void A_proof_cannot_be_reflected_or_replayed()
    {
        byte[] worker = ControlProof.OfWorker(Key, NonceA, NonceB);

        Assert.IsTrue(ControlProof.Matches(worker, ControlProof.OfWorker(Key, NonceA, NonceB)));
        Assert.IsFalse(ControlProof.Matches(worker, ControlProof.OfController(Key, NonceA, NonceB)), "the other role");
        Assert.IsFalse(ControlProof.Matches(worker, ControlProof.OfWorker(Key, NonceB, NonceA)), "the nonces exchanged");
        Assert.IsFalse(ControlProof.Matches(worker, ControlProof.OfWorker(NonceA.Concat(NonceA).ToArray(), NonceA, NonceB)), "another key");
        Assert.IsFalse(ControlProof.Matches(worker, ReadOnlyMemory<byte>.Empty), "no proof at all");
    }
}
