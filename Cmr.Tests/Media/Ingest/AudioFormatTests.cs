using Cmr.Media.Ingest;
using Cmr.Tests.Media.Support;

namespace Cmr.Tests.Media.Ingest;

[TestClass]
public sealed class AudioFormatTests
{
    [TestMethod]
    [DataRow("melody.wav", "audio/wav")]
    [DataRow("melody-g711a.wav", "audio/wav")]
    [DataRow("melody.mp3", "audio/mpeg")]
    [DataRow("melody.m4a", "audio/mp4")]
    public void A_file_is_known_by_its_first_octets(string name, string mediaType)
    {
        Assert.AreEqual(mediaType, AudioFormat.Sniff(TestSound.Read(name).AsSpan(0, 12))?.MediaType);
    }

    [TestMethod]
    [DataRow("FFFB9064", true, DisplayName = "MPEG 1 layer III")]
    [DataRow("FFF39064", true, DisplayName = "MPEG 2 layer III")]
    [DataRow("FFF15080", false, DisplayName = "AAC in ADTS")]
    [DataRow("FFFD9064", false, DisplayName = "layer II")]
    [DataRow("FFFBF064", false, DisplayName = "forbidden bit rate")]
    [DataRow("FFFB9C64", false, DisplayName = "forbidden sampling rate")]
    [DataRow("FFEB9064", false, DisplayName = "reserved version")]
    [DataRow("FFFB", false, DisplayName = "too short")]
    [DataRow("", false)]
    [DataRow("52494646FFFFFFFF41564920", false, DisplayName = "AVI is RIFF too")]
    [DataRow("234558544D33550A", false, DisplayName = "#EXTM3U")]
    public void What_is_none_of_the_kinds_is_not_taken_for_one(string hex, bool isMp3)
    {
        Assert.AreEqual(isMp3 ? AudioFormat.Mp3 : null, AudioFormat.Sniff(Convert.FromHexString(hex)));
    }

    [TestMethod]
    public void Every_alias_names_one_format_only()
    {
        string[] aliases = [.. AudioFormat.All.SelectMany(format => format.Aliases)];

        CollectionAssert.AllItemsAreUnique(aliases);
        Assert.IsTrue(AudioFormat.All.All(format => AudioFormat.Declared(format.MediaType.ToUpperInvariant()) == format));
    }
}
