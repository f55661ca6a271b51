using Cmr.Protocols.Text;
using Cmr.Sip.Engine;

namespace Cmr.Tests.Sip.Engine;

[TestClass]
public sealed class CallIdsTests
{
    [TestMethod]
    public void A_minted_Call_ID_leads_back_to_its_engine()
    {
        for (int partition = 0; partition < 16; partition++)
            Assert.AreEqual(partition, CallIds.OwnerOf(CallIds.Mint(partition, "0123456789abcdef", "10.0.0.9"), 16));
    }

    [TestMethod]
    [DataRow("cmr-x")]
    [DataRow("cmr99999999999-x")]
    [DataRow("cmr-1-x")]
    [DataRow("cmrx-x")]
    [DataRow("")]
    [DataRow("0d9a@host")]
    public void Any_foreign_Call_ID_has_one_owner_in_range(string callId)
    {
        int owner = CallIds.OwnerOf(Utf8Text.Of(callId), 7);
        Assert.IsTrue(owner is >= 0 and < 7);
        Assert.AreEqual(owner, CallIds.OwnerOf(Utf8Text.Of(callId), 7));
    }

    [TestMethod]
    public void Foreign_Call_IDs_spread_over_all_engines()
    {
        int[] load = new int[8];
        for (int i = 0; i < 8000; i++) load[CallIds.OwnerOf(Utf8Text.Of($"call-{i}@phone"), 8)]++;
        Assert.IsTrue(load.All(count => count is > 700 and < 1300), string.Join(' ', load));
    }
}
