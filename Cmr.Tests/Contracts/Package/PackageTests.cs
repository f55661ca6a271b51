using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cmr.Tests.Support;

namespace Cmr.Tests.Contracts.Package;

/// <summary>The package of the clients, as somebody has it who has neither our source nor any other package source.</summary>
[TestClass]
public sealed partial class PackageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [TestMethod]
    public async Task A_program_with_nothing_but_the_package_compiles_and_calls_an_interface()
    {
        string folder = Directory.CreateTempSubdirectory("cmr-package-").FullName;
        try
        {
            await DotnetAsync(folder, "pack", Path.Combine(Repository.Root, "Cmr.Contracts"), "--no-build", "-c", Configuration, "-o", Path.Combine(folder, "package"));
            CheckContents(Directory.EnumerateFiles(Path.Combine(folder, "package"), "Cmr.Contracts.*.nupkg").Single());
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "Cmr.Tests", "TestData", "consumer")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file).Replace(".txt", "", StringComparison.Ordinal)));
            await DotnetAsync(folder, "build", "-o", Path.Combine(folder, "out"));
            Assert.AreEqual("Success 1 7 6 True", (await DotnetAsync(folder, Path.Combine(folder, "out", "Consumer.dll"))).Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";

    private static void CheckContents(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
        string[] expected = ["README.md", "lib/net10.0/Cmr.Contracts.dll", "lib/net10.0/Cmr.Contracts.xml", "wsdl/README.md", .. Directory.EnumerateFiles(ContractSchemas.Folder, "*.?s*").Select(file => "wsdl/" + Path.GetFileName(file))];
        CollectionAssert.IsSubsetOf(expected, names);
        CollectionAssert.AreEqual(Array.Empty<string>(), archive.Entries.Where(entry => entry.Name.EndsWith(".md", StringComparison.Ordinal)).SelectMany(page => DeadLinks(page, names)).ToArray());
        Assert.IsFalse(names.Any(name => name.Contains("Generator", StringComparison.OrdinalIgnoreCase)));
        using Stream specification = archive.GetEntry("Cmr.Contracts.nuspec")!.Open(); // every package has one
        XElement metadata = XDocument.Load(specification).Descendants().Single(element => element.Name.LocalName == "metadata");
        Assert.IsFalse(metadata.Descendants().Any(element => element.Name.LocalName == "dependency"), "the package stands alone");
        foreach (string name in new[] { "version", "description", "readme", "tags" })
            Assert.IsTrue(metadata.Elements().Any(element => element.Name.LocalName == name && element.Value.Length > 0), name);
    }

    private static IEnumerable<string> DeadLinks(ZipArchiveEntry page, string[] names)
    {
        using StreamReader reader = new(page.Open());
        foreach (Match link in Link.Matches(reader.ReadToEnd()))
        {
            Uri target = new(new Uri("package:///" + page.FullName), link.Groups[1].Value);
            if (target.Scheme == "package" && !names.Contains(target.AbsolutePath.TrimStart('/'))) yield return $"{page.FullName}: {link.Value}";
        }
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Link { get; }

    private static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // leaves no process behind
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using Process process = Process.Start(start)!; // a new process, never an old one
        using CancellationTokenSource limit = new(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.AreEqual(0, process.ExitCode, await output + await errors);
        return await output;
    }
}
