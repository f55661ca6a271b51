using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

[TestClass]
public sealed class MessageWritingTests
{
    [TestMethod]
    public void Parameters_are_written_in_table_order_and_absent_ones_left_out() =>
        Assert.AreEqual(
            "<ManageGroupResponse xmlns=\"urn:oma:cmr:1.0\"><TransactionId>t</TransactionId><GroupInfo><GroupId>g</GroupId><GroupName>n</GroupName></GroupInfo><StatusCode>0</StatusCode></ManageGroupResponse>",
            AnyCodec.Write(ContractOperations.ManageGroup.Response, new() { StatusCode = StatusCode.Success, TransactionId = "t", GroupInfo = [new() { GroupName = "n", GroupId = "g" }] }));

    [TestMethod]
    public void Dates_and_times_are_written_with_an_offset_and_no_more_digits_than_needed()
    {
        string Written(DateTimeOffset expires) => AnyCodec.Write(ContractOperations.ManageCmrResource.Request, new() { OperationType = OperationType.Create, ResourceId = "r", ExpireDate = expires });
        StringAssert.Contains(Written(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), "<ExpireDate>2026-01-02T03:04:05Z</ExpireDate>");
        StringAssert.Contains(Written(new(2026, 1, 2, 3, 4, 5, 60, TimeSpan.FromHours(-3.5))), "<ExpireDate>2026-01-02T03:04:05.06-03:30</ExpireDate>");
    }

    [TestMethod]
    public void Words_and_times_are_written_as_the_tables_say()
    {
        StringAssert.Contains(AnyCodec.Write(ContractOperations.ManageCmrResource.Request, new() { OperationType = OperationType.Create, ResourceId = "r", MediaType = MediaType.VCard }), "<MediaType>vCard</MediaType>");
        StringAssert.Contains(AnyCodec.Write(ContractOperations.ManagePresentationRule.Request, new()
        {
            TransactionId = "t",
            SubscriberId = "s",
            OperationType = OperationType.Create,
            PreferenceSetting = [new() { Time = true, ResourceIdTime = [new() { Time = new(18, 0) }] }],
        }), "<Time>true</Time><ResourceIdTime><Time>18:00:00</Time></ResourceIdTime>");
    }

    [TestMethod]
    public void Money_of_more_than_15_digits_is_not_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AnyCodec.Write(ContractOperations.ManageCmrResource.Request, new() { OperationType = OperationType.Create, ResourceId = "r", Price = 1234567890.123456m }));
        StringAssert.Contains(AnyCodec.Write(ContractOperations.ManageCmrResource.Request, new() { OperationType = OperationType.Create, ResourceId = "r", Price = 1234567890.12345m }), "<Price>1234567890.12345</Price>");
    }

    [TestMethod]
    public void Characters_that_XML_forbids_are_replaced() =>
        StringAssert.Contains(
            AnyCodec.Write(ContractOperations.SubscribeCmrResource.Request, new() { SubscriberId = "a\0b\u0001c\ud800d\uffffe", ResourceId = "😀\t<" }),
            "<SubscriberId>a\ufffdb\ufffdc\ufffdd\ufffde</SubscriberId><ResourceId>😀\t&lt;</ResourceId>");
}
