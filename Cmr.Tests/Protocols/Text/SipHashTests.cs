using Cmr.Protocols.Text;

namespace Cmr.Tests.Protocols.Text;

[TestClass]
public sealed class SipHashTests
{
    // The first vectors of the authors' reference implementation: key 00..0f, input 00, 00 01, …
    [TestMethod]
    [DataRow(0, 0x726fdb47dd0e0e31UL)]
    [DataRow(1, 0x74f839c593dc67fdUL)]
    [DataRow(7, 0xab0200f58b01d137UL)]
    [DataRow(8, 0x93f5f5799a932462UL)]
    [DataRow(15, 0xa129ca6149be45e5UL)]
    public void The_vectors_of_its_authors(int length, ulong expected)
    {
        byte[] key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        byte[] input = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        Assert.AreEqual(expected, new SipHash(key).Of(input));
    }
}
