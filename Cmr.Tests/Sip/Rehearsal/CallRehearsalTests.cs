using System.Security.Cryptography;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Rehearsal;

namespace Cmr.Tests.Sip.Rehearsal;

[TestClass]
public sealed class CallRehearsalTests
{
    [TestMethod]
    public void A_rehearsal_goes_through_a_whole_call_to_its_BYE()
    {
        CallRehearsal rehearsal = new(new RandomIdentifiers(), new SipTokens(RandomNumberGenerator.Fill));
        rehearsal.Run();
        Assert.IsTrue(rehearsal.IsComplete);
    }
}
