using System.Text.RegularExpressions;
using Cmr.Tests.Support;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>Keeps the documents that follow from the contract fresh; with CMR_REFRESH_DOCS=1 they are written instead of compared.</summary>
[TestClass]
public sealed partial class GeneratedDocumentTests
{
    private const string How = "is stale: run CMR_REFRESH_DOCS=1 dotnet test Cmr.Tests --filter FullyQualifiedName~GeneratedDocumentTests, look at the difference, commit it";

    private static string Readme { get; } = Path.Combine(ContractSchemas.Folder, "README.md");

    private static string Pages { get; } = Path.Combine(Repository.Root, "docs", "interfaces");

    private static bool Refresh => Environment.GetEnvironmentVariable("CMR_REFRESH_DOCS") == "1";

    private static IEnumerable<object[]> Interfaces => InterfaceText.All.Select(service => new object[] { service.Name });

    [TestMethod]
    [DynamicData(nameof(Interfaces))]
    public void The_page_of_an_interface_is_fresh(string name)
    {
        InterfaceText service = InterfaceText.All.Single(candidate => candidate.Name == name);
        Compare(Path.Combine(Pages, service.Path + ".md"), InterfacePage.Render(service));
    }

    [TestMethod]
    public void There_is_no_page_of_anything_else() =>
        CollectionAssert.AreEquivalent(InterfaceText.All.Select(service => service.Path + ".md").ToArray(), Directory.EnumerateFiles(Pages).Select(file => Path.GetFileName(file)).ToArray());

    [TestMethod]
    public void The_generated_sections_of_the_contract_are_fresh()
    {
        string text = File.ReadAllText(Readme);
        CollectionAssert.AreEqual(ContractSections.All.Keys.Order(StringComparer.Ordinal).ToArray(), Section.Matches(text).Select(match => match.Groups[2].Value).Order(StringComparer.Ordinal).ToArray());
        Compare(Readme, Section.Replace(text, match => match.Groups[1].Value + ContractSections.All[match.Groups[2].Value] + match.Groups[3].Value));
    }

    [TestMethod]
    public void Every_operation_says_who_may_call_it_and_the_Service_Provider_may_call_every_one()
    {
        string[] kinds = ["Subscriber", "ContentProvider", "ServiceProvider", "Application"];
        foreach (InterfaceText service in InterfaceText.All)
        {
            foreach (OperationText operation in service.Operations)
            {
                CollectionAssert.IsSubsetOf(operation.Permits.Keys.ToArray(), kinds, operation.Name);
                Assert.IsTrue(operation.Permits.ContainsKey("ServiceProvider"), $"{service.Name} {operation.Name}");
            }
        }
    }

    [TestMethod]
    public void An_operation_is_described_the_same_wherever_it_is_offered_and_its_status_codes_are_known()
    {
        string[] codes = [.. EnumerationText.All.Single(enumeration => enumeration.Name == "StatusCode").Values.Select(value => value.Value)];
        foreach (IGrouping<string, OperationText> same in InterfaceText.All.SelectMany(service => service.Operations).GroupBy(operation => operation.Name))
        {
            Assert.AreEqual(1, same.Select(operation => operation.Description).Distinct().Count(), same.Key);
            Assert.AreEqual(1, same.Select(operation => string.Join('\n', operation.Statuses)).Distinct().Count(), same.Key);
            CollectionAssert.IsSubsetOf(same.First().Statuses.Select(status => status.Code).ToArray(), codes, same.Key);
        }
    }

    private static void Compare(string file, string fresh)
    {
        if (Refresh) File.WriteAllText(file, fresh);
        Assert.AreEqual(fresh, File.Exists(file) ? File.ReadAllText(file) : "", $"{Path.GetRelativePath(Repository.Root, file)} {How}");
    }

    [GeneratedRegex(@"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", RegexOptions.Singleline)]
    private static partial Regex Section { get; }
}
