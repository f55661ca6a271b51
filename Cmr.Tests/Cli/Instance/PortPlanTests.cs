using Cmr.Cli.Instance;

namespace Cmr.Tests.Cli.Instance;

[TestClass]
public sealed class PortPlanTests
{
    [TestMethod]
    public void A_port_base_moves_every_port_as_the_documentation_says()
    {
        PortPlan plan = PortPlan.FromBase(30000)!;
        Assert.AreEqual(new PortPlan(30000, 30001, 30002, 30004, 30005, 30006, 30007, 30008, 30100, 38099), plan);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1023)]
    [DataRow(57437)]
    [DataRow(70000)]
    public void A_base_that_leaves_no_room_is_no_plan(int portBase) => Assert.IsNull(PortPlan.FromBase(portBase));

    [TestMethod]
    public void Two_bases_nine_thousand_apart_share_no_port()
    {
        PortPlan first = PortPlan.FromBase(30000)!;
        PortPlan second = PortPlan.FromBase(39000)!;
        Assert.IsEmpty(AllOf(first).Intersect(AllOf(second)));
        static IEnumerable<int> AllOf(PortPlan plan) => plan.Tcp.Select(one => one.Port).Append(plan.Sip).Concat(Enumerable.Range(plan.RtpMin, plan.RtpMax - plan.RtpMin + 1));
    }
}
