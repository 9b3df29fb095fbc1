"""Words that synthetic lines are made of: names of people that nobody has to bear, fields, places, coined words."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split(",") if part.strip())


# First and family names go together by row, so that most combinations sound like people.
FIRST: Final = (
    _words(
        """
        Anna, Jonas, Katrin, Matthias, Sabine, Thomas, Ulrike, Jürgen, Heike, Björn, Lena, Karl-Heinz,
        Hans-Peter, Anne-Marie, Götz, Ingrid, Lutz, Silke, Friedhelm, Beate, Torsten, Jörg, Käthe, Wolfgang,
        Dörte, Annegret, Marlies, Eckhard, Ruth
        """
    ),
    _words(
        """
        James, Emily, Oliver, Charlotte, Andrew, Fiona, Graham, Siobhán, Aoife, Ciarán, Eilidh, Rhys, Megan,
        Nigel, Harriet, Duncan, Brian, Kathryn, Deborah, Tyler, Jennifer, Marcus, Lauren, Desmond, Shanice
        """
    ),
    _words(
        """
        Jean-Pierre, Amélie, François, Hélène, Thierry, Sylvie, Mathilde, Benoît, Céline, Luc, Geneviève,
        Étienne, Noémie, Yves
        """
    ),
    _words(
        """
        María, José Luis, Carmen, Javier, Lucía, Ignacio, Beatriz, Rodrigo, Ximena, Andrés, Pilar, João, Inês,
        Tiago, Luísa, Rui, Fernanda, Marco Antonio, Guadalupe
        """
    ),
    _words(
        """
        Giulia, Matteo, Francesca, Lorenzo, Chiara, Alessandro, Elisabetta, Davide, Ilaria, Giuseppe, Paola,
        Niccolò
        """
    ),
    _words(
        """
        Katarzyna, Piotr, Agnieszka, Łukasz, Magdalena, Tomasz, Zdeněk, Jiří, Kateřina, Lucie, Ondřej, Martin,
        Milena, Goran, Ivana, Dragan, Svetlana, Oleksandr, Nataliia, Dmitri, Zoltán, Ágnes, László, Ioana, Radu
        """
    ),
    _words(
        """
        Wei, Xiaoming, Li, Jing, Hao, Yuki, Kenji, Haruka, Takashi, Min-jun, Ji-woo, Seo-yeon, Mei Ling,
        Chun-Hsiung, Nguyen, Thi Lan, Van Minh, Somchai, Rizki, Putri, Nur Aisyah
        """
    ),
    _words(
        """
        Priya, Rahul, Ananya, Suresh, Lakshmi, Arjun, Deepika, Venkatesh, Farah, Imran, Ayesha, Muhammad, Nusrat
        """
    ),
    _words(
        """
        Ahmed, Fatima, Mohammed, Leila, Youssef, Amina, Hassan, Zeynep, Mehmet, Ayşe, Emre, Elif, Reza, Shirin,
        Noa, Yael, Avi
        """
    ),
    _words(
        """
        Wanjiku, Chukwuemeka, Ngozi, Kwame, Akosua, Thandiwe, Sipho, Mwangi, Abena, Tesfaye, Hirut, Oluwaseun,
        Folasade, Tendai
        """
    ),
    _words(
        """
        Lars, Ingeborg, Mikkel, Astrid, Erik, Sigrid, Jukka, Päivi, Anders, Kirsten, Aino, Olav, Margrethe,
        Sander, Marjolein, Joost, Femke, Willem
        """
    ),
)
LAST: Final = (
    _words(
        """
        Brackwehr, Detlefsen, Pubanz, Mailach, Hübner, Schönfelder, Kötter, Rödiger, Wiesenhütter, Grundmann,
        Ziegenhals, von Bredow, zu Dohna, Müller-Westerhoff, Richter-Landgraf, Kästner, Ahlborn, Zschoche,
        Lüdecke, Overbeck, Tiedge, Haßlinger, Göhring
        """
    ),
    _words(
        """
        Whitcombe, Hargreaves, MacAllister, O'Donovan, Ní Bhriain, Pemberton, Featherstone, Lockhart,
        Achterberg, McIlroy, Swanepoel, Lattimore, Bellweather, Okafor-Hayes, Trevithick, Ashdown
        """
    ),
    _words(
        """
        Delacroix, Beaumont, Lefebvre-Martin, de la Tour, Chevalier, Rousseau, Marchand, Thibault, d'Aubigny, Le
        Goff, Peltier
        """
    ),
    _words(
        """
        García Molina, Fernández, Ortega y Ruiz, del Castillo, Herrera, Vilanova, Echeverría, dos Santos,
        Figueiredo, Carvalho, da Silva Neto, Albuquerque, Pacheco, Zamarripa
        """
    ),
    _words(
        """
        Bernardini, Della Rovere, Castellani, Ferrero, D'Agostino, Montanari, Gualtieri, Pellegrini, De Luca
        """
    ),
    _words(
        """
        Kowalczyk, Wiśniewska, Zieliński, Dąbrowska-Nowak, Novotný, Svobodová, Dvořák, Procházková, Horvat,
        Petrović, Marković, Ivanova, Shevchenko, Kovalenko, Szabó, Kovács-Tóth, Popescu, Ionescu
        """
    ),
    _words(
        """
        Zhang, Wang, Chen, Liu, Nakamura, Tanaka, Yamashita, Fujiwara, Kim, Park, Lim, Tan, Wong, Tran, Pham,
        Suharto, Wijaya, Rattanakul, binti Kamaruddin
        """
    ),
    _words(
        """
        Krishnamurthy, Chatterjee, Sharma, Venkataramani, Iyer, Banerjee, Siddiqui, Rahman, Chowdhury, Perera
        """
    ),
    _words(
        """
        al-Masri, Haddad, El Amrani, Ben Youssef, Yılmaz, Öztürk, Demirtaş, Hosseini, Farahani, Levi, Ben-David,
        Abdelrahman
        """
    ),
    _words(
        """
        Kamau, Nwachukwu, Okonkwo, Mensah, Asante, Dlamini, Nkosi, Otieno, Tadesse, Bekele, Adeyemi, Mutasa
        """
    ),
    _words(
        """
        Lindqvist, Haugen, Sørensen, Østergaard, Virtanen, Koskinen, van der Meer, de Vries, van den Berg,
        Terlouw, ten Brink, Bjørklund, Ångström-Holm
        """
    ),
)
TITLES_EN: Final = _words(
    """
    Prof., Dr., Professor, Prof. Dr., Assoc. Prof. Dr., Dr.-Ing., Prof. Dr.-Ing., Ms., Mr., Mrs., Assistant
    Professor, Prof. Dr. med., Prof. Dr. rer. nat. habil., Sir, Associate Professor, Prof. em., Dr. h.c.
    """
)
TITLES_DE: Final = _words(
    """
    Prof. Dr., Dr., Prof. Dr.-Ing., Prof. Dr. med., Prof. Dr. rer. nat., Frau, Herr, Frau Dr., Herrn Prof. Dr.,
    PD Dr., Jun.-Prof. Dr., Univ.-Prof. Dr., apl. Prof. Dr., Dipl.-Ing., Mag. Dr., Dr. phil., Prof. Dr. Dr.
    h.c., Prof. Dr.-Ing. habil.
    """
)
AFTER: Final = _words(
    """
    M.A., MBA, Ph.D., M.Sc., MSc, MRIA, FRSE, B.A.
    """
)
FIELDS_EN: Final = _words(
    """
    Physics, Chemistry, Mechanical Engineering, Materials Science, Water Resources Management, Computer Science,
    Public Health, Economics, Law, International Relations, Political Science, Tropical Medicine, Neuroscience,
    Molecular Biology, Forest Sciences, Civil Engineering, Architecture, Musicology, Slavic Studies, European
    Studies, Development Studies, Theology, Archaeology, Applied Mathematics, Electrical Engineering and
    Information Technology, Food Science and Nutrition, Urban Planning, Environmental Sciences, Social Work,
    Veterinary Medicine, Data Science, Robotics, Nursing, Transport and Logistics, Renewable Energy Systems,
    Cultural Heritage, Photonics, Quantum Technologies, Marine Biology, Geosciences, Education, Linguistics,
    Gender Studies, Business Administration, Process Engineering, Aerospace Engineering, Biomedical Engineering,
    Hydrobiology, Plant Breeding, Textile Machinery and High Performance Material Technology, Lightweight
    Engineering and Polymer Technology, Fluid Mechanics, Radiooncology, Cognitive Science, History of Art
    """
)
FIELDS_DE: Final = _words(
    """
    Physik, Chemie, Maschinenbau, Werkstoffwissenschaft, Wasserwirtschaft, Informatik,
    Gesundheitswissenschaften, Volkswirtschaftslehre, Rechtswissenschaft, Internationale Beziehungen,
    Politikwissenschaft, Tropenmedizin, Neurowissenschaften, Molekularbiologie, Forstwissenschaften,
    Bauingenieurwesen, Architektur, Musikwissenschaft, Slavistik, Europastudien, Theologie, Archäologie,
    Angewandte Mathematik, Elektrotechnik und Informationstechnik, Lebensmitteltechnologie, Stadtplanung,
    Umweltwissenschaften, Soziale Arbeit, Tiermedizin, Verfahrenstechnik, Luft- und Raumfahrttechnik,
    Medizintechnik, Hydrobiologie, Pflanzenzüchtung, Strömungsmechanik, Kinder- und Jugendmedizin,
    Kunstgeschichte, Betriebswirtschaftslehre, insbesondere Logistik, Erziehungswissenschaft, Angewandte
    Linguistik, Deutsch als Fremdsprache, Geowissenschaften, Optik und Photonik, Wirtschaftsinformatik
    """
)
PLACES: Final = _words(
    """
    Dresden, Berlin, Vienna, Wien, Zürich, Graz, Prague, Prag, Kraków, Warsaw, Warschau, Shanghai, Beijing,
    Peking, Tokyo, Melbourne, Adelaide, Boston, Ann Arbor, Toronto, Vancouver, São Paulo, Bogotá, Santiago de
    Chile, Cape Town, Kapstadt, Nairobi, Accra, Addis Ababa, Hanoi, Jakarta, Mumbai, Haifa, Istanbul, Lisbon,
    Lissabon, Porto, Madrid, Barcelona, Lyon, Strasbourg, Straßburg, Leuven, Löwen, Rome, Rom, Trento, Bologna,
    Ljubljana, Zagreb, Budapest, Tartu, Riga, Vilnius, Uppsala, Lund, Oslo, Bergen, Helsinki, Glasgow, Dublin,
    Galway, Cornwall, Saxony, Sachsen, the Black Forest, Lusatia, Bavaria, Bayern
    """
)
COUNTRIES: Final = _words(
    """
    Germany, Deutschland, France, Frankreich, Italy, Italien, Poland, Polen, Czech Republic, Tschechien, USA,
    United Kingdom, Großbritannien, Australia, Australien, Brazil, Brasilien, China, Japan, South Korea,
    Südkorea, India, Indien, Vietnam, Indonesia, Ghana, Kenya, Kenia, South Africa, Südafrika, Chile, Mexico,
    Mexiko, Colombia, Norway, Norwegen, Sweden, Finland, Spain, Spanien, Portugal, Austria, Österreich,
    Switzerland, Schweiz, Belgium, Netherlands, Turkey, Israel, Ukraine
    """
)
SCHEMES: Final = _words(
    """
    Horizon 2020, Horizon Europe, Erasmus+, Erasmus Mundus, Marie Skłodowska-Curie Actions, MSCA Doctoral
    Networks, Interreg, Interreg Central Europe, Erasmus+ Key Action 2, COST, Innovative Training Network, RISE,
    PROMOS, Fulbright, Kopernikus, Tempus, Digital Europe, LIFE, Eurostars, Teaming, European Universities
    Initiative, Erasmus+ Capacity Building in Higher Education
    """
)
FUNDERS: Final = _words(
    """
    DFG, DAAD, BMBF, EU, BMWK, Volkswagen Foundation, VolkswagenStiftung, Alexander von Humboldt Foundation,
    NSF, NIH, FWF, SNF, SNSF, European Commission, Europäische Kommission, European Union, Europäische Union,
    ERC, ANR, NCN, JSPS, NSFC, CNPq, CAPES, FAPESP, Wellcome Trust, UKRI, EPSRC, World Bank, WHO, UNESCO, GIZ,
    KfW, Sida, USAID, Leibniz Association, Helmholtz Association, Deutsche Forschungsgemeinschaft, Robert Bosch
    Stiftung, Stiftung Mercator, Carl Zeiss Foundation, Norwegian Research Council, Ministry of Education,
    Sächsisches Staatsministerium für Wissenschaft und Kunst, Bundesministerium für Bildung und Forschung
    """
)
COINED_PARTS: Final = _words(
    """
    Aqua, Bio, Cyber, Digi, Eco, Euro, Geo, Hydro, Inno, Lumi, Meta, Nano, Neuro, Opti, Poly, Quant, Robo,
    Smart, Sol, Syn, Tele, Terra, Trans, Uni, Urb, Vita
    """
)
COINED_ENDS: Final = _words(
    """
    NET, LAB, HUB, MED, TEC, GRID, CARE, LINK, WAVE, MOB, SENSE, SHIFT, CHAIN, FORM, GREEN, PLUS, 4EU, 2030,
    SKILLS, NEXUS
    """
)
ADJECTIVES_EN: Final = _words(
    """
    Sustainable, Digital, Integrated, Advanced, Global, Resilient, Applied, International, Responsible, Smart,
    Circular, Comparative, Transnational, Intelligent, Adaptive
    """
)
NOUNS_EN: Final = _words(
    """
    Cities, Materials, Water Systems, Mobility, Societies, Energy, Health, Bioeconomy, Manufacturing,
    Landscapes, Governance, Heritage, Imaging, Learning, Infrastructures, Forests, Memory, Migration, Membranes,
    Polymers, Catalysis
    """
)
ADJECTIVES_DE: Final = _words(
    """
    Nachhaltige, Digitale, Integrierte, Globale, Resiliente, Angewandte, Internationale, Intelligente,
    Europäische
    """
)
NOUNS_DE: Final = _words(
    """
    Städte, Werkstoffe, Wassersysteme, Mobilität, Gesellschaften, Energie, Landschaften, Fertigung, Bildung,
    Wälder, Erinnerung, Medizin
    """
)
FUNCTIONS_EN: Final = _words(
    """
    Director, Head of Department, Programme Coordinator, Managing Director, Spokesperson, Project Manager,
    Vice-Rector for International Affairs, Dean of Studies, Research Associate, Secretary, Principal
    Investigator, Coordinator, Chair of the Board
    """
)
FUNCTIONS_DE: Final = _words(
    """
    Sprecher, Sprecherin, Geschäftsführer, Projektleiterin, Koordination, Studiengangsleiter, Leiterin,
    Prorektor für Internationales, Wissenschaftlicher Mitarbeiter, Sekretariat, Studiendekanin,
    Ansprechpartnerin
    """
)
# Names of what is no mention; they stand in the same places.
DECOYS_EN: Final = _words(
    """
    the Leibniz Prize, Hannover Messe, the Steering Committee, the Faculty, the Humboldt Lecture Hall, Einstein
    Street 12, Building C 214, the Nobel Prize, ISO 9001, the Schumann Building, Sentinel-2, the Executive
    Board, Grant Agreement No. 101004663, a Master of Science, Artificial Intelligence, the Times Higher
    Education ranking, both universities, the Institute, the Center, Industry 4.0, the Sustainable Development
    Goals, the Max Bergmann Building, Alzheimer's disease, the Hubble telescope, Room 2014, the Great Hall
    """
)
DECOYS_DE: Final = _words(
    """
    den Leibniz-Preis, die Hannover Messe, der Lenkungsausschuss, die Fakultät, der Hörsaal Humboldt, die
    Bergmannstraße 12, Gebäude C 214, den Nobelpreis, ISO 9001, das Schumann-Haus, Sentinel-2, der Vorstand, das
    Förderkennzeichen 03513647, einen Master of Science, Künstliche Intelligenz, beide Universitäten, das
    Institut, das Zentrum, Industrie 4.0, das Willers-Bau, die Alzheimer-Krankheit, Raum 2014, das Audimax
    """
)
MONTHS: Final = _words(
    """
    January, March, April, June, October, Nov., Sept., Januar, März, Mai, Juni, Oktober, Dezember, September,
    summer semester, Wintersemester
    """
)
