using Cmr.Cli.Processes;

namespace Cmr.Tests.Cli.Processes;

[TestClass]
public sealed class RollingLogTests
{
    [TestMethod]
    public void A_log_starts_over_at_its_limit_and_keeps_one_older_file()
    {
        string folder = Directory.CreateTempSubdirectory("cmr-log-").FullName;
        string path = Path.Combine(folder, "x.log");
        using (var log = new RollingLog(path, maxOctets: 100))
        {
            for (int i = 0; i < 50; i++) log.WriteLine($"line {i}");
            Assert.AreEqual("line 48\nline 49", log.Tail(2));
        }

        Assert.IsLessThan(120L, new FileInfo(path).Length);
        Assert.IsTrue(File.Exists(path + ".1"));
        Assert.HasCount(2, Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }
}
