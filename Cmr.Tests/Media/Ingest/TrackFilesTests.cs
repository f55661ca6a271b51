using Cmr.Media.Ingest;
using Cmr.Media.Playout;

namespace Cmr.Tests.Media.Ingest;

[TestClass]
public sealed class TrackFilesTests
{
    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 1)]
    [DataRow(160, 1)]
    [DataRow(161, 2)]
    [DataRow(8000, 50)]
    public async Task The_last_frame_is_filled_with_silence(int octets, int frames)
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, [.. Enumerable.Repeat((byte)0x11, octets)]);
            foreach ((G711Encoding encoding, byte silence) in new[] { (G711Encoding.Pcmu, (byte)0xFF), (G711Encoding.Pcma, (byte)0xD5) })
            {
                Rendition rendition = await TrackFiles.ReadAsync(path, encoding, CancellationToken.None);

                Assert.AreEqual(frames, rendition.Track.Frames);
                Assert.HasCount(frames * 160, rendition.Octets);
                Assert.IsTrue(rendition.Octets.Take(octets).All(octet => octet == 0x11));
                Assert.IsTrue(rendition.Octets.Skip(octets).All(octet => octet == silence));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
