using Cmr.Protocols.Sip.Dialogs;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class ReliableReceiverTests
{
    [TestMethod]
    public void Responses_are_taken_in_order_once_each()
    {
        ReliableReceiver receiver = new();
        Assert.AreEqual(ReliableReceipt.InOrder, receiver.Receive(51), "the first may start anywhere");
        Assert.AreEqual(ReliableReceipt.Repeated, receiver.Receive(51));
        Assert.AreEqual(ReliableReceipt.OutOfOrder, receiver.Receive(53), "52 is missing");
        Assert.AreEqual(ReliableReceipt.InOrder, receiver.Receive(52));
        Assert.AreEqual(ReliableReceipt.InOrder, receiver.Receive(53));
        Assert.AreEqual(ReliableReceipt.Repeated, receiver.Receive(51));
    }
}
