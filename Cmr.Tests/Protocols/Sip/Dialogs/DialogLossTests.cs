using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class DialogLossTests
{
    private static readonly int[] Dialogs = [404, 410, 416, 482, 483, 484, 485, 502, 604];
    private static readonly int[] Usages = [405, 408, 480, 481, 489, 501];

    [TestMethod]
    public void Every_final_status_has_its_place_in_the_table_of_RFC_5057()
    {
        for (int code = 200; code < 700; code++)
        {
            DialogLoss expected = Dialogs.Contains(code) ? DialogLoss.Dialog : Usages.Contains(code) ? DialogLoss.Usage : DialogLoss.Transaction;
            Assert.AreEqual(expected, DialogLosses.Of(new SipStatus(code)), $"{code}");
        }
    }

    [TestMethod]
    [DataRow("INVITE", 481, true)]
    [DataRow("UPDATE", 481, true)]
    [DataRow("INFO", 408, true)]
    [DataRow("INFO", 404, true)]
    [DataRow("INVITE", 480, true)]
    [DataRow("UPDATE", 480, false)]
    [DataRow("UPDATE", 405, false)]
    [DataRow("INFO", 501, false)]
    [DataRow("INVITE", 488, false)]
    [DataRow("INVITE", 491, false)]
    [DataRow("MESSAGE", 481, false)]
    [DataRow("NOTIFY", 481, false)]
    [DataRow("REFER", 404, false)]
    [DataRow("OPTIONS", 408, false)]
    public void A_call_ends_with_requests_of_its_own_only(string method, int status, bool ends) =>
        Assert.AreEqual(ends, DialogLosses.EndsCall(SipMethod.Of(method), new SipStatus(status)));
}
