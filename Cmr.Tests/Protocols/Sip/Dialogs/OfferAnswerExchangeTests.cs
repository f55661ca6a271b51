using Cmr.Protocols.Sip.Dialogs;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class OfferAnswerExchangeTests
{
    [TestMethod]
    [DataRow(OfferAnswerState.Stable, OfferVerdict.Accepted, OfferAnswerState.RemoteOffer)]
    [DataRow(OfferAnswerState.LocalOffer, OfferVerdict.RequestPending, OfferAnswerState.LocalOffer)]
    [DataRow(OfferAnswerState.RemoteOffer, OfferVerdict.TryLater, OfferAnswerState.RemoteOffer)]
    public void An_offer_of_the_peer(OfferAnswerState before, OfferVerdict verdict, OfferAnswerState after)
    {
        OfferAnswerExchange exchange = In(before);
        Assert.AreEqual(verdict, exchange.ReceiveOffer());
        Assert.AreEqual(after, exchange.State);
    }

    [TestMethod]
    [DataRow(OfferAnswerState.Stable, true, OfferAnswerState.LocalOffer)]
    [DataRow(OfferAnswerState.LocalOffer, false, OfferAnswerState.LocalOffer)]
    [DataRow(OfferAnswerState.RemoteOffer, false, OfferAnswerState.RemoteOffer)]
    public void An_offer_of_ours(OfferAnswerState before, bool allowed, OfferAnswerState after)
    {
        OfferAnswerExchange exchange = In(before);
        Assert.AreEqual(allowed, exchange.TrySendOffer());
        Assert.AreEqual(after, exchange.State);
    }

    [TestMethod]
    [DataRow(OfferAnswerState.Stable, false)]
    [DataRow(OfferAnswerState.LocalOffer, false)]
    [DataRow(OfferAnswerState.RemoteOffer, true)]
    public void An_answer_of_ours_needs_an_offer_of_the_peer(OfferAnswerState before, bool allowed)
    {
        OfferAnswerExchange exchange = In(before);
        Assert.AreEqual(allowed, exchange.TrySendAnswer());
        Assert.AreEqual(allowed, exchange.WasAnswered);
    }

    [TestMethod]
    [DataRow(OfferAnswerState.Stable, false)]
    [DataRow(OfferAnswerState.LocalOffer, true)]
    [DataRow(OfferAnswerState.RemoteOffer, false)]
    public void An_answer_of_the_peer_needs_an_offer_of_ours(OfferAnswerState before, bool allowed)
    {
        OfferAnswerExchange exchange = In(before);
        Assert.AreEqual(allowed, exchange.TryReceiveAnswer());
        Assert.AreEqual(allowed, exchange.WasAnswered);
    }

    [TestMethod]
    public void A_refused_offer_leaves_the_session_as_it_was()
    {
        OfferAnswerExchange exchange = In(OfferAnswerState.LocalOffer);
        exchange.Withdraw();
        Assert.AreEqual(OfferAnswerState.Stable, exchange.State);
        Assert.IsFalse(exchange.WasAnswered);
    }

    private static OfferAnswerExchange In(OfferAnswerState state)
    {
        OfferAnswerExchange exchange = new();
        if (state is OfferAnswerState.LocalOffer) exchange.TrySendOffer();
        if (state is OfferAnswerState.RemoteOffer) exchange.ReceiveOffer();
        return exchange;
    }
}
