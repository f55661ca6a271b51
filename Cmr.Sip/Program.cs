Console.WriteLine("Cmr.Sip");
