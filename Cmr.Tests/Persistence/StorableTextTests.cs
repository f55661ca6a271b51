using Cmr.Persistence;

namespace Cmr.Tests.Persistence;

[TestClass]
public sealed class StorableTextTests
{
    [TestMethod]
    public void What_PostgreSQL_cannot_hold_is_replaced_and_all_else_stays()
    {
        // not as test data: attributes cannot hold half a character either
        (string Text, string Storable)[] cases =
        [
            ("", ""), ("plain", "plain"), ("a\0b", "a\uFFFDb"), ("\uD83D\uDE00", "\uD83D\uDE00"),
            ("x\uD83D", "x\uFFFD"), ("\uDE00x", "\uFFFDx"), ("\uD83D\uD83D\uDE00\0", "\uFFFD\uD83D\uDE00\uFFFD"),
        ];
        foreach ((string text, string storable) in cases)
            Assert.AreEqual(storable, StorableText.Of(text));
    }
}
