using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Architecture;

/// <summary>A number of the log means one thing in a process.</summary>
[TestClass]
public sealed class EventIdTests
{
    [TestMethod]
    [DataRow("Cmr.Sip")]
    [DataRow("Cmr.Service")]
    [DataRow("Cmr.Media")]
    [DataRow("Cmr.Cli")]
    public void Event_ids_of_a_process_are_unique(string process)
    {
        List<string> uses =
        [
            .. Assemblies(process).SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Select(method => (Method: method, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>())).Where(one => one.Attribute is not null)
                .GroupBy(one => one.Attribute!.EventId).Where(group => group.Count() > 1) // methods without one were left out
                .Select(group => $"{group.Key}: {string.Join(", ", group.Select(one => $"{one.Method.DeclaringType}.{one.Method.Name}"))}"),
        ];
        Assert.IsEmpty(uses, string.Join("; ", uses));
    }

    private static Dictionary<string, Assembly>.ValueCollection Assemblies(string process)
    {
        Dictionary<string, Assembly> found = [];
        Queue<string> names = new([process]);
        while (names.TryDequeue(out string? name))
        {
            if (!found.TryAdd(name, Assembly.Load(name))) continue;
            foreach (AssemblyName reference in found[name].GetReferencedAssemblies())
            {
                if (reference.Name is { } other && other.StartsWith("Cmr.", StringComparison.Ordinal)) names.Enqueue(other);
            }
        }

        return found.Values;
    }
}
