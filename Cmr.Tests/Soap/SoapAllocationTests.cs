using System.Text;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Envelope;
using Cmr.Soap.Hosting;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SoapAllocationTests
{
    private const int Requests = 2000;

    [TestMethod]
    public void Reading_and_writing_an_envelope_allocates_little_more_than_its_message()
    {
        SoapService service = SoapServer.Echo().Build();
        XmlPool pool = new(new SoapOptions());
        SoapEnvelopeReader envelopes = new(service, SoapVersion.Soap11, TimeProvider.System);
        SoapEnvelopeWriter responses = new(SoapVersion.Soap11);
        byte[] request = Encoding.UTF8.GetBytes(SoapServer.Envelope(SoapServer.EchoBody("hello"), "<t:Ticket xmlns:t=\"urn:test\">t1</t:Ticket>"));
        void Once()
        {
            var reader = pool.RentReader(request, null);
            SoapRequest read = envelopes.Read(reader);
            pool.Return(reader);
            PooledXmlWriter writer = pool.RentWriter();
            responses.WriteResponse(writer, read.Operation, "hello");
            pool.Return(writer);
        }

        for (int i = 0; i < Requests; i++) Once();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Requests; i++) Once();
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;
        Assert.IsLessThan(512, each, $"{each} octets per request");
    }
}
