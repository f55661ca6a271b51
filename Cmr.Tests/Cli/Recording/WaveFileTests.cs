using Cmr.Cli.Recording;

namespace Cmr.Tests.Cli.Recording;

[TestClass]
public sealed class WaveFileTests
{
    [TestMethod]
    public async Task A_written_file_has_the_header_of_16_bit_mono_PCM()
    {
        string path = Path.GetTempFileName();
        await WaveFile.WriteAsync(path, [0, 1, -1, short.MaxValue], 8000, CancellationToken.None);
        byte[] file = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        Assert.HasCount(44 + 8, file);
        CollectionAssert.AreEqual("RIFF"u8.ToArray(), file[..4]);
        Assert.AreEqual(file.Length - 8, BitConverter.ToInt32(file, 4));
        Assert.AreEqual(8000, BitConverter.ToInt32(file, 24));
        Assert.AreEqual(16000, BitConverter.ToInt32(file, 28));
        Assert.AreEqual(8, BitConverter.ToInt32(file, 40));
        Assert.AreEqual(-1, BitConverter.ToInt16(file, 48));
    }
}
