using Cmr.Protocols.Rtp.Payloads;

namespace Cmr.Tests.Protocols.Rtp;

[TestClass]
public sealed class G711Tests
{
    [TestMethod]
    public void Every_mu_law_octet_survives_decoding_and_encoding()
    {
        for (int octet = 0; octet < 256; octet++)
        {
            // The two zeros are one number
            int expected = octet == 0x7F ? 0xFF : octet;
            Assert.AreEqual(expected, MuLaw.Encode(MuLaw.Decode((byte)octet)), $"octet {octet:X2}");
        }
    }

    [TestMethod]
    public void Every_A_law_octet_survives_decoding_and_encoding()
    {
        for (int octet = 0; octet < 256; octet++)
        {
            Assert.AreEqual(octet, ALaw.Encode(ALaw.Decode((byte)octet)), $"octet {octet:X2}");
        }
    }

    [TestMethod]
    public void The_values_of_the_recommendation_are_met()
    {
        Assert.AreEqual(0, MuLaw.Decode(MuLaw.Silence));
        Assert.AreEqual(-32124, MuLaw.Decode(0x00));
        Assert.AreEqual(32124, MuLaw.Decode(0x80));
        Assert.AreEqual(8, ALaw.Decode(ALaw.Silence));
        Assert.AreEqual(-8, ALaw.Decode(0x55));
        Assert.AreEqual(32256, ALaw.Decode(0xAA));
        Assert.AreEqual(-32256, ALaw.Decode(0x2A));
    }

    [TestMethod]
    public void Every_sample_is_met_within_the_step_of_its_segment_and_in_order()
    {
        int lastMu = int.MinValue;
        int lastA = int.MinValue;
        for (int sample = short.MinValue; sample <= short.MaxValue; sample++)
        {
            int mu = MuLaw.Decode(MuLaw.Encode((short)sample));
            int a = ALaw.Decode(ALaw.Encode((short)sample));
            int clipped = Math.Clamp(sample, -32124, 32124);

            Assert.IsLessThanOrEqualTo(Math.Max(4, Math.Abs(sample) / 16 + 8), Math.Abs(mu - clipped), $"µ-law {sample}");
            Assert.IsLessThanOrEqualTo(Math.Max(8, Math.Abs(sample) / 16 + 8), Math.Abs(a - Math.Clamp(sample, -32256, 32256)), $"A-law {sample}");
            Assert.IsTrue(mu >= lastMu && a >= lastA, $"order at {sample}");
            (lastMu, lastA) = (mu, a);
        }
    }
}
