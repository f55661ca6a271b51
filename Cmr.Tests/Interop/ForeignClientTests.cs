using Cmr.Tests.EndToEnd;

namespace Cmr.Tests.Interop;

/// <summary>SOAP stacks that people really use, against a running instance. Each client's program prints a line per check.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ForeignClientTests
{
    private const string DebianPython = "/usr/bin/python3"; // the one that Debian's python3-zeep is installed for
    private static RunningInstance _instance = null!; // set before the first test
    private static string _data = "";

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _data = DataFolder.Create();
        _instance = await RunningInstance.StartAsync(_data, FreePorts.Base());
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _instance.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [TestMethod]
    public Task A_portal_in_Python_with_zeep() => ForeignClient.CheckAsync(
        _instance, ForeignClient.FolderOf("."), [DebianPython, "zeep_client.py"], "load cmr7", "call cmr1 in SOAP 1.2", "call cmr7 in SOAP 1.2", "fault in SOAP 1.2", "username token with digest");

    [TestMethod]
    public async Task A_portal_in_JavaScript_with_the_npm_package_soap()
    {
        string folder = CopyOf("node");
        await ForeignClient.RunAsync(folder, "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
        await ForeignClient.CheckAsync(_instance, folder, ["node", "client.js"], "load cmr7", "call cmr1 in SOAP 1.2", "call cmr7 in SOAP 1.2", "username token with digest");
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public async Task A_portal_in_C_plus_plus_with_gSOAP()
    {
        string folder = CopyOf("gsoap");
        string[] documents = [.. from name in (string[])["cmr1", "cmr2", "cmr4", "cmr5", "cmr6", "cmr7"] select $"{_instance.State.SoapUrl}/{name}?wsdl"];
        await ForeignClient.RunAsync(folder, "wsdl2h", ["-c++11", "-o", "contract.h", .. documents]);
        await File.AppendAllTextAsync(Path.Combine(folder, "contract.h"), await File.ReadAllTextAsync(Path.Combine(folder, "header.h")));
        await ForeignClient.RunAsync(folder, "soapcpp2", "-1", "-j", "-C", "-x", "-L", "-w", "contract.h");
        await ForeignClient.RunAsync(folder, "g++", "-std=c++17", "-O0", "-I.", "whole.cpp", "-o", "client", "-lgsoap++");
        await ForeignClient.CheckAsync(_instance, folder, [Path.Combine(folder, "client")]);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The files of a client in a folder of their own, so that what is built does not end up in the repository.</summary>
    private static string CopyOf(string client)
    {
        string folder = Directory.CreateTempSubdirectory($"cmr-interop-{client}-").FullName;
        foreach (string file in Directory.EnumerateFiles(ForeignClient.FolderOf(client))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }
}
