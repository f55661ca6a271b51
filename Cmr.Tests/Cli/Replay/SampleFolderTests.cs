using Cmr.Cli.Replay;

namespace Cmr.Tests.Cli.Replay;

[TestClass]
public sealed class SampleFolderTests
{
    private const string Envelope = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><r>{{0}}</r></s:Body></s:Envelope>";
    private readonly string _folder = Directory.CreateTempSubdirectory("cmr-samples-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Scenarios_and_steps_come_in_the_order_of_their_names()
    {
        Write("200-b/020-cmr1-Get.request.xml", "200-b/020-cmr1-Get.response.xml", "200-b/010-cmr1-Open.request.xml", "200-b/010-cmr1-Open.fault.xml", "200-b/README.md");
        Write("100-a/010-cmr6-Set.some-case.request.xml", "100-a/010-cmr6-Set.some-case.response.xml", "100-a/015-upload.http", "100-a/015-upload.expect", "files/tone.wav");
        IReadOnlyList<SampleScenario> scenarios = SampleFolder.Load(_folder);
        CollectionAssert.AreEqual(
            new[] { "100-a/010-cmr6-Set.some-case", "100-a/015-upload", "200-b/010-cmr1-Open", "200-b/020-cmr1-Get" },
            scenarios.SelectMany(scenario => scenario.Steps.Select(step => $"{scenario.Name}/{step.Name}")).ToArray());
        SampleStep first = scenarios[0].Steps[0];
        Assert.AreEqual(("cmr6", "Set", "some-case", StepKind.Response), (first.Interface, first.Operation, first.Case, first.Kind));
        Assert.AreEqual(StepKind.Fault, scenarios[1].Steps[0].Kind);
    }

    [TestMethod]
    public void A_file_stands_for_its_scenario_up_to_that_step()
    {
        Write("100-a/010-cmr1-A.request.xml", "100-a/010-cmr1-A.response.xml", "100-a/020-cmr1-B.request.xml", "100-a/020-cmr1-B.response.xml", "100-a/030-cmr1-C.request.xml", "100-a/030-cmr1-C.response.xml");
        CollectionAssert.AreEqual(new[] { "010-cmr1-A", "020-cmr1-B" }, SampleFolder.Load(Path.Combine(_folder, "100-a/020-cmr1-B.response.xml")).Single().Steps.Select(step => step.Name).ToArray());
        Assert.AreEqual(3, SampleFolder.Load(Path.Combine(_folder, "100-a")).Single().Steps.Count);
    }

    [TestMethod]
    [DataRow("needs one of", "100-a/010-cmr1-A.request.xml")]
    [DataRow("needs one of", "100-a/010-cmr1-A.request.xml", "100-a/010-cmr1-A.response.xml", "100-a/010-cmr1-A.fault.xml")]
    [DataRow("belongs to no step", "100-a/010-cmr1-A.request.xml", "100-a/010-cmr1-A.response.xml", "100-a/020-cmr1-B.response.xml")]
    [DataRow("belongs to no step", "100-a/010-cmr1-A.request.xml", "100-a/010-cmr1-A.response.xml", "100-a/notes.txt")]
    [DataRow("is not named", "100-a/A.request.xml", "100-a/A.response.xml")]
    [DataRow("needs 010-up.expect", "100-a/010-up.http")]
    [DataRow("holds no step", "100-a/README.md")]
    [DataRow("holds no scenario", "samples/010-cmr1-A.request.xml")]
    public void What_is_missing_misnamed_or_left_over_is_told(string complaint, params string[] files)
    {
        Write(files);
        Assert.Contains(complaint, Assert.ThrowsExactly<BadSamplesException>(() => SampleFolder.Load(_folder)).Message);
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Contains("does not exist", Assert.ThrowsExactly<BadSamplesException>(() => SampleFolder.Load(Path.Combine(_folder, "nowhere"))).Message);

    [TestMethod]
    [DataRow("{{groupId}}", "x", "no earlier step of its scenario captures")]
    [DataRow("x", "{{groupId}}", "no wildcard")]
    [DataRow("{{any}}", "x", "no earlier step of its scenario captures")]
    [DataRow("x", "{{capture not a name}}", "a name begins with a letter")]
    [DataRow("{{operator.secret}}", "x", "needs the operator's credentials")]
    [DataRow("x", "<unclosed>", "response.xml")]
    public void A_placeholder_without_meaning_is_told_before_anything_is_sent(string request, string response, string complaint)
    {
        Write("100-a/010-cmr1-A.request.xml", "100-a/010-cmr1-A.response.xml");
        File.WriteAllText(Path.Combine(_folder, "100-a/010-cmr1-A.request.xml"), request);
        File.WriteAllText(Path.Combine(_folder, "100-a/010-cmr1-A.response.xml"), Envelope.Replace("{{0}}", response, StringComparison.Ordinal));
        Assert.Contains(complaint, Assert.ThrowsExactly<BadSamplesException>(() => SampleCheck.Ensure(SampleFolder.Load(_folder), hasCredentials: false)).Message);
    }

    private void Write(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(file)!)); // every file here lies in a folder
            File.WriteAllText(Path.Combine(_folder, file), Envelope.Replace("{{0}}", "", StringComparison.Ordinal));
        }
    }
}
